package io.archweave.matrix;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The keys that take one of a few words; {@code SchemaWordsTest} holds them against what the reader takes. */
final class SchemaWords {
    private static final List<String> EMULATION = List.of("never", "when-needed", "always-allowed");

    /** By class and field; the class and not the key, because other mappings have keys of the same name. */
    private static final Map<Class<?>, Map<String, Choice>> CHOICES = Map.of(
            MatrixFile.class, Map.of("version", Choice.of("1")),
            MatrixFile.EmulationEntry.class, Map.of("use", new Choice(EMULATION, false)),
            MatrixFile.ParamEntry.class, Map.of("type", Choice.of("string", "choice", "boolean", "number")),
            PlatformEntry.class, Map.of("emulation", new Choice(EMULATION, false)),
            TargetEntry.class,
                    Map.of(
                            "emulation", new Choice(EMULATION, false),
                            "network", new Choice(List.of("default", "none", "host"), true)),
            TargetEntry.AttestEntry.class, Map.of("provenance", Choice.of("min", "max", "false")),
            TargetEntry.CacheEntry.class, Map.of("mode", Choice.of("min", "max")),
            TargetEntry.TagEntry.class,
                    Map.of(
                            "git", Choice.of("tag", "branch"),
                            "sha", Choice.of("short", "long"),
                            "latest", Choice.of("auto", "never")));

    private SchemaWords() {}

    /** What the field may be; no words at all if it may be anything. */
    static Choice of(Class<?> type, String field) {
        return CHOICES.getOrDefault(type, Map.of()).getOrDefault(field, new Choice(List.of(), false));
    }

    /**
     * The only words that a key takes.
     *
     * @param words as text
     * @param template whether a template may stand for one
     */
    record Choice(List<String> words, boolean template) {
        static Choice of(String... words) {
            return new Choice(List.of(words), false);
        }

        /** As YAML's own kinds of scalar: {@code 1} and {@code false} are no strings there. */
        ObjectNode schema() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            if (words.equals(List.of("1"))) {
                return node.put("const", 1);
            }
            ArrayNode options = node.putArray("enum");
            for (String word : words) {
                if (word.equals("false")) {
                    options.add(false);
                } else {
                    options.add(word);
                }
            }
            return node;
        }
    }
}
