package io.archweave.matrix;

import java.nio.file.Path;

/** Reads where images go. */
public final class Destinations {
    private Destinations() {}

    /**
     * Reads {@code host[:port][/path]} or {@code oci:FOLDER}, a relative folder being beside the matrix file; throws
     * {@link IllegalArgumentException} with a message for a person if it is malformed.
     */
    public static Destination parse(String text, Path matrixFile) {
        return parse(text, matrixFile, true, "*", false);
    }

    static Destination parse(String text, Path matrixFile, boolean required, String rule, boolean insecure) {
        if (text.startsWith("oci:")) {
            String folder = text.substring("oci:".length());
            if (folder.isBlank()) {
                throw new IllegalArgumentException("'" + text + "' names no folder");
            }
            return new Destination.OfLayout(
                    matrixFile.toAbsolutePath().resolveSibling(folder).normalize());
        }
        String prefix = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (prefix.isEmpty() || prefix.contains("://")) {
            throw new IllegalArgumentException("'" + text + "' is not a registry");
        }
        Destination destination = new Destination.OfRegistry(prefix, required, rule, insecure);
        try {
            destination.repository("x");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a registry", e);
        }
        return destination;
    }
}
