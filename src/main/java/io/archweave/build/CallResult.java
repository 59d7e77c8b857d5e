package io.archweave.build;

import io.archweave.oci.Digest;
import io.archweave.oci.Platform;
import java.time.Duration;
import java.util.Map;

/** How a call of buildx ended. */
public sealed interface CallResult {
    /**
     * It worked.
     *
     * @param digest of what was pushed or exported: an index, or the one image
     * @param took per platform
     */
    record Done(Digest digest, Map<Platform, Duration> took) implements CallResult {}

    /**
     * It failed.
     *
     * @param failures by platform; a platform that only fell with the others has none
     * @param verdict what to say of those
     */
    record Broken(Map<Platform, Failure> failures, Failure verdict, Duration took) implements CallResult {}
}
