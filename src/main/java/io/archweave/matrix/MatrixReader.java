package io.archweave.matrix;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Binds a composed YAML text to {@link MatrixFile}. Jackson asks a handler what to do about each thing that does not
 * fit; ours writes it down with its place and goes on, so that one run tells all.
 */
final class MatrixReader {
    private final YamlSource source;
    private final List<Problem> problems = new ArrayList<>();

    private MatrixReader(YamlSource source) {
        this.source = source;
    }

    /** The file as written; throws {@link InvalidInput} with every key and value that does not belong. */
    static MatrixFile bind(YamlSource source) {
        return new MatrixReader(source).bind();
    }

    private MatrixFile bind() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addHandler(new Collector())
                .build();
        if (!source.root().isObject()) {
            throw new InvalidInput(source.problem("", "found " + kind(source.root()))
                    .expected("a mapping with version: and targets:"));
        }
        MatrixFile file = read(mapper);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return file;
    }

    private MatrixFile read(ObjectMapper mapper) {
        try (JsonParser parser = mapper.treeAsTokens(source.root())) {
            return mapper.readValue(parser, MatrixFile.class);
        } catch (IOException e) {
            if (problems.isEmpty()) {
                problems.add(
                        source.problem("", e.getMessage().lines().findFirst().orElse("unreadable")));
            }
            throw new InvalidInput(problems);
        }
    }

    private static String kind(JsonNode node) {
        if (node.isTextual()) {
            return "the text '" + node.textValue() + "'";
        }
        return node.isObject() ? "a mapping" : node.isArray() ? "a list" : "nothing";
    }

    private final class Collector extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String name)
                throws IOException {
            Collection<String> known = new TreeSet<>();
            deserializer.getKnownPropertyNames().forEach(key -> known.add(key.toString()));
            Problem problem = source.problem(keyBelow(pointer(parser), name), "there is no key '" + name + "' here");
            problems.add(NearMatch.of(name, known)
                    .map(near -> problem.remedy("did you mean '" + near + "'?"))
                    .orElse(problem.expected("one of " + String.join(", ", known))));
            parser.skipChildren();
            return true;
        }

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
                throws IOException {
            problems.add(source.problem(pointer(parser), "found " + tokenKind(parser))
                    .expected(wanted(type)));
            parser.skipChildren();
            return type.isPrimitive() ? context.readTreeAsValue(null, type) : null;
        }

        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> type,
                com.fasterxml.jackson.databind.deser.ValueInstantiator instantiator,
                JsonParser parser,
                String message)
                throws IOException {
            problems.add(source.problem(pointer(parser), "found " + tokenKind(parser))
                    .expected("a mapping"));
            parser.skipChildren();
            return null;
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String failure) {
            String wanted = type == Boolean.class || type == boolean.class ? "true or false" : "a whole number";
            problems.add(source.problem(pointer(context.getParser()), "found '" + value + "'")
                    .expected(wanted));
            return null;
        }

        /** Jackson keeps unknown keys for the end and hands them out with a pointer somewhere below their record. */
        private String keyBelow(String pointer, String key) {
            String parent = pointer;
            while (!parent.isEmpty() && !source.positions().containsKey(YamlSource.below(parent, key))) {
                parent = parent.substring(0, parent.lastIndexOf('/'));
            }
            return YamlSource.below(parent, key);
        }

        private String pointer(JsonParser parser) {
            return parser.getParsingContext().pathAsPointer(false).toString();
        }

        private String tokenKind(JsonParser parser) throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> "a mapping";
                case START_ARRAY -> "a list";
                case VALUE_NULL -> "nothing";
                default -> "the text '" + parser.getText() + "'";
            };
        }

        private String wanted(JavaType type) {
            if (type.hasRawClass(MatrixFile.PlatformSet.class)) {
                return "a list of platforms, or a mapping of platforms to what differs there";
            }
            if (type.isMapLikeType()) {
                return "a mapping";
            }
            if (type.isCollectionLikeType()) {
                return "a list";
            }
            return type.hasRawClass(String.class) ? "a text" : "a mapping";
        }
    }
}
