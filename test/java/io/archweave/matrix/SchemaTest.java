package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.archweave.Golden;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The schema that ships is the one the model makes, and says the same as the reader about the shape of a file. */
class SchemaTest {
    /** Bad matrices with a good shape. A new bad case must be refused by the schema or stand here. */
    private static final Set<String> WRONG_IN_MEANING_ONLY = Set.of(
            "bad-caches",
            "bad-extends",
            "bad-no-targets",
            "bad-nodes",
            "bad-platforms",
            "bad-registries",
            "bad-same-names",
            "bad-when");

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SchemaGeneration.schema());

    static Stream<WrittenMatrix> good() {
        return Stream.concat(WrittenMatrix.cases("good-"), WrittenMatrix.all().filter(WrittenMatrix::whole));
    }

    static Stream<WrittenMatrix> bad() {
        return WrittenMatrix.cases("bad-");
    }

    @Test
    void shipsAsTheModelMakesIt() {
        Golden.check(Path.of("resources/io/archweave/archweave.schema.json"), SchemaGeneration.schema());
    }

    @ParameterizedTest
    @MethodSource("good")
    void takesWhatTheReaderTakes(WrittenMatrix matrix) {
        assertEquals("", refusal(TypedYaml.read(matrix.text())));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesAWrongShape(WrittenMatrix matrix) {
        String why;
        try {
            why = refusal(TypedYaml.read(matrix.text()));
        } catch (YamlEngineException e) {
            why = "not YAML: " + e.getMessage();
        }
        assertEquals(WRONG_IN_MEANING_ONLY.contains(matrix.place()), why.isEmpty(), why);
    }

    @Test
    void knowsOnlyCasesThatExist() {
        Set<String> cases = bad().map(WrittenMatrix::place).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(cases.containsAll(WRONG_IN_MEANING_ONLY), () -> "there are only " + cases);
    }

    private static String refusal(JsonNode document) {
        return SCHEMA.validate(document).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
