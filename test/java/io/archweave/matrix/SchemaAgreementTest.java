package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.archweave.failure.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts every kind of value in the place of every value of every good matrix: the schema and the reader must agree on
 * which of them have the wrong shape.
 */
class SchemaAgreementTest {
    private static final JsonSchema SHAPE =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(shape());

    private static final List<JsonNode> KINDS = kinds();

    /** The schema without what it knows about meaning, which the reader looks at later. */
    private static JsonNode shape() {
        try {
            JsonNode schema = new ObjectMapper().readTree(SchemaGeneration.schema());
            forgetMeaning(schema);
            return schema;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void forgetMeaning(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.path("required").isArray()) {
                object.remove("required");
            }
            if (object.remove("const") != null || object.path("enum").isArray()) {
                object.remove("enum");
                object.putArray("type").add("string").add("number").add("boolean");
            }
        }
        schema.forEach(SchemaAgreementTest::forgetMeaning);
    }

    private static List<JsonNode> kinds() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return List.of(
                make.textNode("word"),
                make.numberNode(7),
                make.numberNode(1.5),
                make.booleanNode(true),
                make.nullNode(),
                make.arrayNode(),
                make.arrayNode().add("word"),
                make.arrayNode().add(make.arrayNode()),
                make.arrayNode().addNull(),
                make.objectNode(),
                make.objectNode().put("word", "word"),
                make.objectNode().putNull("word"),
                make.objectNode().set("word", make.objectNode().put("word", "word")));
    }

    static Stream<WrittenMatrix> good() {
        return WrittenMatrix.cases("good-");
    }

    @ParameterizedTest
    @MethodSource("good")
    void ofEveryValueInEveryPlace(WrittenMatrix matrix) {
        JsonNode document = TypedYaml.read(matrix.text());
        List<String> pointers = new ArrayList<>();
        collect(document, "", pointers);
        for (String pointer : pointers) {
            for (JsonNode kind : KINDS) {
                agree(replaced(document, pointer, kind), pointer + " = " + kind);
            }
        }
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String at = YamlSource.below(pointer, entry.getKey());
            pointers.add(at);
            collect(entry.getValue(), at, pointers);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.add(YamlSource.below(pointer, i));
            collect(node.get(i), YamlSource.below(pointer, i), pointers);
        }
    }

    private static JsonNode replaced(JsonNode document, String pointer, JsonNode value) {
        JsonNode copy = document.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        String step = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(step), value);
        } else {
            ((ObjectNode) parent).set(step, value);
        }
        return copy;
    }

    private static void agree(JsonNode document, String what) {
        Set<ValidationMessage> refusals = SHAPE.validate(document);
        String told = told(document);
        if (refusals.isEmpty()) {
            assertEquals("", told, () -> what + ": only the reader refuses it");
        } else {
            assertFalse(told.isEmpty(), () -> what + ": only the schema refuses it: " + refusals);
        }
    }

    private static String told(JsonNode document) {
        Findings findings = new Findings(YamlReader.read("archweave.yaml", document.toString()));
        try {
            MatrixReader.bind(findings);
            findings.raise();
            return "";
        } catch (InvalidInput e) {
            return e.getMessage();
        }
    }
}
