package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.archweave.Golden;
import io.archweave.failure.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of cases holds a matrix and what becomes of it: the release it means, or all that is wrong with it. */
class MatrixCasesTest {
    private static final Path CASES = Path.of("test/resources/cases");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void meansWhatItsGoldenFileSays(Path folder) {
        Path file = folder.resolve("archweave.yaml");
        try {
            ReleaseMatrix matrix = Matrices.read(file, new FixedLookups(), Map.of());
            Golden.check(folder.resolve("expected.json"), ReleaseMatrixJson.of(matrix));
        } catch (InvalidInput e) {
            String told = e.getMessage().replace(file.toString(), "archweave.yaml") + "\n";
            Golden.check(folder.resolve("expected.txt"), told.replace(ReleaseMatrixJson.ROOT, "<root>"));
        }
    }

    @Test
    void thereAreCases() throws IOException {
        assertFalse(cases().toList().isEmpty());
    }

    /** A world that never changes. */
    private static final class FixedLookups implements Lookups {
        private static final Map<String, String> ENVIRONMENT =
                Map.of("REGISTRY", "registry.example.com", "EVIL", "${env:REGISTRY}");

        @Override
        public Optional<String> environment(String name) {
            return Optional.ofNullable(ENVIRONMENT.get(name));
        }

        @Override
        public Optional<String> git(String what) {
            return List.of("short").contains(what) ? Optional.of("0123456789ab") : Optional.empty();
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-01-02T03:04:05Z");
        }
    }
}
