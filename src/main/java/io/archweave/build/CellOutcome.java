package io.archweave.build;

import io.archweave.oci.PlatformImage;
import io.archweave.plan.CellId;
import java.time.Duration;
import java.util.Optional;

/** What became of a cell. */
public sealed interface CellOutcome {
    CellId cell();

    /** The image, if there is one. */
    Optional<PlatformImage> result();

    /**
     * It was built.
     *
     * @param node where
     * @param emulated whether by QEMU
     * @param image what was pushed
     * @param took from its first step to its last
     * @param attempts how often it was tried, 1 if it worked at once
     * @param reason why it was built
     */
    record Built(
            CellId cell, String node, boolean emulated, PlatformImage image, Duration took, int attempts, String reason)
            implements CellOutcome {
        @Override
        public Optional<PlatformImage> result() {
            return Optional.of(image);
        }
    }

    /** An image that exists was taken, for this reason. */
    record Taken(CellId cell, PlatformImage image, String reason) implements CellOutcome {
        @Override
        public Optional<PlatformImage> result() {
            return Optional.of(image);
        }
    }

    /** It could not be built, or what was built failed a check or a test. */
    record Failed(CellId cell, String node, boolean emulated, Failure failure, Duration took, int attempts)
            implements CellOutcome {
        @Override
        public Optional<PlatformImage> result() {
            return Optional.empty();
        }
    }

    /** It was not tried, for this reason. */
    record Skipped(CellId cell, String reason) implements CellOutcome {
        @Override
        public Optional<PlatformImage> result() {
            return Optional.empty();
        }
    }
}
