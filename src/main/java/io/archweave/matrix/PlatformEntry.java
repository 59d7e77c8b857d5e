package io.archweave.matrix;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What differs on one platform. */
record PlatformEntry(
        @JsonPropertyDescription("false: its failure makes the run unstable, not failed.") Optional<Boolean> required,
        @JsonPropertyDescription("Build arguments besides the target's.") Map<String, String> args,
        @JsonPropertyDescription("Another Dockerfile.") Optional<String> dockerfile,
        @JsonPropertyDescription("Another stage to stop at.") Optional<String> stage,
        @JsonPropertyDescription("Another time limit.") Optional<String> timeout,
        @JsonPropertyDescription("The nodes that may build it, by name.")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> node,
        @JsonPropertyDescription("never, when-needed or always-allowed.") Optional<String> emulation,
        @JsonPropertyDescription("A condition; the platform is left out where it does not hold.")
                Optional<String> when) {
    static final PlatformEntry NOTHING = new PlatformEntry(
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    PlatformEntry {
        required = MatrixFile.orEmpty(required);
        args = MatrixFile.copy(args);
        dockerfile = MatrixFile.orEmpty(dockerfile);
        stage = MatrixFile.orEmpty(stage);
        timeout = MatrixFile.orEmpty(timeout);
        node = MatrixFile.copy(node);
        emulation = MatrixFile.orEmpty(emulation);
        when = MatrixFile.orEmpty(when);
    }
}
