package io.archweave.matrix;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Binds a composed YAML text to {@link MatrixFile}. Jackson asks a handler what to do about each thing that does not
 * fit; ours writes it down with its place and goes on, so that one run tells all.
 */
final class MatrixReader {
    private static final JsonMapper PLAIN =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private static final Pattern PLATFORMS = Pattern.compile("(/defaults|/targets/[^/]+)?/platforms");

    private final YamlSource source;
    private final Findings findings;
    private final Set<String> skipped = new HashSet<>();

    private MatrixReader(Findings findings) {
        this.source = findings.source();
        this.findings = findings;
    }

    /** The file as written, with every key and value that does not belong noted and left out. */
    static MatrixFile bind(Findings findings) {
        return new MatrixReader(findings).bind();
    }

    /** A part of the file that {@link #bind} found nothing wrong with, after inheritance. */
    static TargetEntry target(JsonNode merged) {
        try {
            return PLAIN.treeToValue(merged, TargetEntry.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a target that was bound before can't be bound again", e);
        }
    }

    private MatrixFile bind() {
        if (!source.root().isObject()) {
            findings.add("", "found " + kind(source.root()), "a mapping with version: and targets:", "");
            findings.raise();
        }
        ObjectMapper mapper = PLAIN.rebuild().addHandler(new Collector()).build();
        try (JsonParser parser = mapper.treeAsTokens(source.root())) {
            MatrixFile file = mapper.readValue(parser, MatrixFile.class);
            refuseNothing(source.root(), "");
            return file;
        } catch (IOException e) {
            findings.add("", e.getMessage().lines().findFirst().orElse("unreadable"));
            findings.raise();
            throw new IllegalStateException(e);
        }
    }

    /** A key without a value would be dropped in silence; only a platform needs none. */
    private void refuseNothing(JsonNode node, String pointer) {
        if (skipped.contains(pointer)) {
            return;
        }
        if (node.isNull()) {
            findings.add(pointer, "found nothing", "a value", "write one, such as {} or \"\", or leave the key out");
        }
        boolean platforms = PLATFORMS.matcher(pointer).matches();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!platforms || !entry.getValue().isNull()) {
                refuseNothing(entry.getValue(), YamlSource.below(pointer, entry.getKey()));
            }
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            refuseNothing(node.get(i), YamlSource.below(pointer, i));
        }
    }

    private void skip(String pointer, String found, String expected, String remedy) {
        skipped.add(pointer);
        findings.add(pointer, found, expected, remedy);
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
            Optional<String> near = NearMatch.of(name, known);
            skip(
                    keyBelow(pointer(parser), name),
                    "there is no key '" + name + "' here",
                    near.isPresent() ? "" : "one of " + String.join(", ", known),
                    near.map(word -> "did you mean '" + word + "'?").orElse(""));
            parser.skipChildren();
            return true;
        }

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
                throws IOException {
            skip(pointer(parser), "found " + tokenKind(parser), wanted(type), "");
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
            skip(pointer(parser), "found " + tokenKind(parser), "a mapping", "");
            parser.skipChildren();
            return null;
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String failure) {
            String wanted = type == Boolean.class || type == boolean.class ? "true or false" : "a whole number";
            skip(pointer(context.getParser()), "found '" + value + "'", wanted, "");
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
            if (type.hasRawClass(PlatformSet.class)) {
                return "a list of platforms, or a mapping of platforms to what differs there";
            }
            if (type.hasRawClass(TargetEntry.TagEntry.class) || type.hasRawClass(MatrixFile.RegistryEntry.class)) {
                return "a text or a mapping";
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
