package io.archweave.draft;

import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Turns the name of a list into the name of a folder: no two lists share one, not even where the file system takes
 * {@code A} for {@code a}, and none is longer than a file system takes.
 */
final class DraftName {
    private static final int LONGEST = 180;
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789._-";

    private DraftName() {}

    static String of(Reference list) {
        String name = escaped(list.toString());
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "-" + hash(list);
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(letter ->
                        PLAIN.indexOf(letter) >= 0 ? Character.toString(letter) : "%" + Integer.toHexString(letter))
                .collect(Collectors.joining());
    }

    private static String hash(Reference list) {
        return Digest.of(list.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
