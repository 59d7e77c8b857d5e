package io.archweave.matrix;

import java.time.Instant;
import java.util.Optional;

/** What templates may ask of the world outside the file. */
public interface Lookups {
    /** The environment variable, or empty if it is not set. */
    Optional<String> environment(String name);

    /** {@code sha}, {@code short}, {@code tag} or {@code branch} of the checkout, or empty if there is none. */
    Optional<String> git(String what);

    /** When the run began. */
    Instant now();
}
