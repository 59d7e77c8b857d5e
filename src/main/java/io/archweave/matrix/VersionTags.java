package io.archweave.matrix;

import java.util.List;
import java.util.Optional;

/** PROVISIONAL. */
final class VersionTags {
    private VersionTags() {}

    static Optional<List<String>> names(String scheme, String value, List<String> patterns) {
        return Optional.empty();
    }

    static String example(String scheme) {
        return scheme;
    }

    static boolean isPrerelease(String scheme, String value) {
        return true;
    }
}
