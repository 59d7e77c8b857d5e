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
        Golden.check(folder.resolve("expected.txt"), outcome(folder.resolve("archweave.yaml")));
    }

    @Test
    void thereAreCases() throws IOException {
        assertFalse(cases().toList().isEmpty());
    }

    private static String outcome(Path file) {
        try {
            return dump(Matrices.read(file, new FixedLookups())).replace(root(), "<root>");
        } catch (InvalidInput e) {
            return e.getMessage().replace(file.toString(), "archweave.yaml").replace(root(), "<root>") + "\n";
        }
    }

    private static String root() {
        return Path.of("").toAbsolutePath().toString();
    }

    private static String dump(ReleaseMatrix matrix) {
        StringBuilder text = new StringBuilder();
        matrix.destinations().forEach(place -> text.append("to ").append(place).append('\n'));
        matrix.nodes().forEach((name, node) -> text.append("node ")
                .append(name)
                .append(' ')
                .append(node)
                .append('\n'));
        text.append("emulation ").append(matrix.emulation().id()).append('\n');
        for (Target target : matrix.targets()) {
            text.append("target ")
                    .append(target.name())
                    .append(' ')
                    .append(target.axes())
                    .append('\n');
            text.append("  repository ")
                    .append(target.repository())
                    .append(", tags ")
                    .append(target.tags())
                    .append('\n');
            target.tests().forEach(test -> text.append("  ").append(test).append('\n'));
            target.platforms().forEach(cell -> text.append("  ").append(cell).append('\n'));
        }
        return text.toString();
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
