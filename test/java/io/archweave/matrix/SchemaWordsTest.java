package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.archweave.failure.InvalidInput;
import io.archweave.matrix.SchemaWords.Choice;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The words that the schema offers are those that the reader takes and the description names. */
class SchemaWordsTest {
    private static final Path FILE = Path.of("test/resources/cases/good-smallest/archweave.yaml");

    /** How each choice looks in a file, with {@code WORD} in its place. */
    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of(MatrixFile.class, "version", file("").replace("version: 1", "version: WORD")),
                Arguments.of(MatrixFile.EmulationEntry.class, "use", "emulation: {use: WORD}\n" + file("")),
                Arguments.of(
                        MatrixFile.ParamEntry.class, "type", "params: {p: {type: WORD, choices: [a]}}\n" + file("")),
                Arguments.of(PlatformEntry.class, "emulation", file("platforms: {linux/amd64: {emulation: WORD}}")),
                Arguments.of(TargetEntry.class, "emulation", file("emulation: WORD")),
                Arguments.of(TargetEntry.class, "network", file("network: WORD")),
                Arguments.of(TargetEntry.AttestEntry.class, "provenance", file("attest: {provenance: WORD}")),
                Arguments.of(TargetEntry.CacheEntry.class, "mode", file("cache: {to: r.example.com/c, mode: WORD}")),
                Arguments.of(TargetEntry.TagEntry.class, "git", file("tags: {git: WORD}")),
                Arguments.of(TargetEntry.TagEntry.class, "sha", file("tags: {sha: WORD}")),
                Arguments.of(TargetEntry.TagEntry.class, "latest", file("tags: {semver: 1.0.0, latest: WORD}")));
    }

    private static String file(String key) {
        String tags = key.startsWith("tags") ? "" : ", tags: [x]";
        return "version: 1\nregistry: r.example.com\nplatforms: [linux/amd64]\ntargets: {a: {context: app" + tags
                + (key.isEmpty() ? "" : ", " + key) + "}}\n";
    }

    @ParameterizedTest
    @MethodSource("choices")
    void areWhatTheReaderTakes(Class<?> type, String field, String file) {
        Choice choice = SchemaWords.of(type, field);
        assertFalse(choice.words().isEmpty(), "the schema knows no words for it");
        choice.words().forEach(word -> assertTrue(isTaken(file.replace("WORD", word)), word));
        assertFalse(isTaken(file.replace("WORD", "neverheardof")));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void standInTheDescription(Class<?> type, String field, String file) {
        String description = Stream.of(type.getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .map(RecordComponent::getAccessor)
                .map(accessor ->
                        accessor.getAnnotation(JsonPropertyDescription.class).value())
                .findFirst()
                .orElseThrow();
        SchemaWords.of(type, field).words().forEach(word -> assertTrue(description.contains(word), word));
    }

    private static boolean isTaken(String text) {
        try {
            Matrices.parse(FILE, text, new GitWorld(), Map.of());
            return true;
        } catch (InvalidInput e) {
            return false;
        }
    }

    /** A checkout of a version. */
    private static final class GitWorld implements Lookups {
        @Override
        public Optional<String> environment(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> git(String what) {
            return Optional.of("1.0.0");
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }
}
