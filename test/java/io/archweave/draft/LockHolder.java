package io.archweave.draft;

import io.archweave.oci.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A process that holds the draft of a list until it is ended. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) {
        new DraftFolder(Path.of(arguments[0])).alone(Reference.parse(arguments[1]), () -> {
            try {
                System.out.println("held");
                return System.in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
