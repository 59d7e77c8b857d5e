package io.archweave.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that a run did; {@code report.json} is this record.
 *
 * @param run its id
 * @param started when it began
 * @param finished when it ended
 * @param result of the whole
 * @param cells in plan order
 * @param indexes one per target, in plan order
 */
public record RunReport(
        String run, Instant started, Instant finished, Result result, List<Cell> cells, List<Index> indexes) {
    public RunReport {
        cells = List.copyOf(cells);
        indexes = List.copyOf(indexes);
    }

    /** How the run went. */
    public enum Result {
        /** Everything declared is published, or was already. */
        SUCCESS,
        /** Everything required is published; something optional is missing. */
        UNSTABLE,
        /** Something required is not published. */
        FAILURE;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a cell went. */
    public enum CellStatus {
        /** It was built in this run. */
        BUILT,
        /** An image that exists was taken. */
        REUSED,
        /** It could not be built, or its image failed a check or a test. */
        FAILED,
        /** It was not tried, see the reason. */
        SKIPPED;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of a target's tags. */
    public enum IndexStatus {
        /** The tags were moved to it. */
        PUBLISHED,
        /** The tags were there already, with the same images. */
        UNCHANGED,
        /** The tags were not touched, see the reason. */
        HELD;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One target on one platform.
     *
     * @param reason why it was built, reused or skipped, in words
     * @param node where, empty if nowhere
     * @param digest of the image's manifest, absent if there is none
     * @param seconds from its first step to its last
     * @param attempts how often it was tried
     * @param required whether its failure fails the target
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Cell(
            String target,
            String platform,
            CellStatus status,
            String reason,
            String node,
            boolean emulated,
            boolean required,
            Optional<String> digest,
            double seconds,
            int attempts,
            Optional<CellFailure> failure) {}

    /**
     * Why a cell failed.
     *
     * @param category one of the failure categories, such as {@code compile}
     * @param message one line
     * @param log the last lines of its output, with line ends
     * @param logFile the path of the whole log, relative to the report's folder where it lies in it
     */
    public record CellFailure(String category, String message, String log, String logFile) {}

    /**
     * The manifest list of one target.
     *
     * @param digest absent if none was woven
     * @param references the names it is published under
     * @param previous what the first of them named before, absent if it was new
     * @param reason why it is held or unchanged, or what is amiss; empty if there is nothing to say
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Index(
            String target,
            Optional<String> digest,
            Optional<String> mediaType,
            List<String> references,
            Optional<String> previous,
            IndexStatus status,
            String reason,
            @JsonProperty("platforms") List<PlatformDigest> platforms) {
        public Index {
            references = List.copyOf(references);
            platforms = List.copyOf(platforms);
        }
    }

    /** A child of an index. */
    public record PlatformDigest(String platform, String digest) {}
}
