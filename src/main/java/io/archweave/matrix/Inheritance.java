package io.archweave.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a target takes over: the defaults first, then each target it extends, then its own keys. Mappings are joined
 * key by key, everything else is replaced; a matrix is never inherited in parts, and a list of platforms takes from an
 * inherited mapping what differs there.
 */
final class Inheritance {
    private static final Set<String> WHOLE = Set.of("matrix", "weave");
    private static final Set<String> OWN = Set.of("extends", "abstract");

    private final Findings findings;
    private final JsonNode root;

    Inheritance(Findings findings) {
        this.findings = findings;
        this.root = findings.source().root();
    }

    /**
     * A target with all that it takes over.
     *
     * @param keys joined
     * @param chain where keys may stand, the strongest place first
     */
    record Merged(JsonNode keys, List<String> chain) {}

    /** The target with this name; a chain that comes back to itself is noted and cut. */
    Merged of(String name) {
        List<String> chain = new ArrayList<>();
        collect(name, chain, new ArrayList<>());
        chain.add("/defaults");
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        for (int i = chain.size() - 1; i >= 0; i--) {
            JsonNode layer = root.at(chain.get(i));
            if (layer.isObject()) {
                join(keys, layer, i == 0);
            }
        }
        return new Merged(keys, chain);
    }

    private void collect(String name, List<String> chain, List<String> path) {
        String pointer = YamlSource.below("/targets", name);
        if (path.contains(name)) {
            findings.add(
                    pointer + "/extends",
                    "the targets " + String.join(" -> ", path) + " -> " + name + " extend each other",
                    "",
                    "take one extends: away");
            return;
        }
        if (chain.contains(pointer)) {
            return;
        }
        chain.add(pointer);
        path.add(name);
        List<String> parents = names(root.at(pointer).path("extends"));
        for (int i = parents.size() - 1; i >= 0; i--) {
            if (root.path("targets").has(parents.get(i))) {
                collect(parents.get(i), chain, path);
            } else {
                missing(pointer, parents.get(i));
            }
        }
        path.remove(path.size() - 1);
    }

    private void missing(String pointer, String parent) {
        List<String> known = new ArrayList<>();
        root.path("targets").fieldNames().forEachRemaining(known::add);
        findings.add(
                pointer + "/extends",
                "there is no target '" + parent + "' to extend",
                "",
                NearMatch.of(parent, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("there are " + String.join(", ", known)));
    }

    private static List<String> names(JsonNode value) {
        List<String> names = new ArrayList<>();
        if (value.isTextual()) {
            names.add(value.textValue());
        }
        value.elements().forEachRemaining(each -> names.add(each.asText()));
        return names;
    }

    private static void join(ObjectNode into, JsonNode layer, boolean own) {
        layer.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            JsonNode before = into.path(key);
            if (!own && OWN.contains(key)) {
                return;
            }
            if (key.equals("platforms")) {
                into.set(key, platforms(before, value));
            } else if (before.isObject() && value.isObject() && !WHOLE.contains(key)) {
                join((ObjectNode) before, value, true);
            } else {
                into.set(key, value.deepCopy());
            }
        });
    }

    /** The stronger layer says which platforms there are; the weaker one may say what differs there. */
    private static JsonNode platforms(JsonNode weaker, JsonNode stronger) {
        if (!weaker.isObject()) {
            return stronger.deepCopy();
        }
        ObjectNode joined = JsonNodeFactory.instance.objectNode();
        if (stronger instanceof ArrayNode names) {
            names.forEach(
                    name -> joined.set(name.asText(), weaker.path(name.asText()).deepCopy()));
            joined.properties().forEach(entry -> {
                if (entry.getValue().isMissingNode()) {
                    entry.setValue(JsonNodeFactory.instance.nullNode());
                }
            });
            return joined;
        }
        stronger.properties().forEach(entry -> {
            JsonNode before = weaker.path(entry.getKey());
            if (before.isObject() && entry.getValue().isObject()) {
                ObjectNode both = before.deepCopy();
                join(both, entry.getValue(), true);
                joined.set(entry.getKey(), both);
            } else {
                joined.set(entry.getKey(), before.isObject() ? before.deepCopy() : entry.getValue());
            }
        });
        return joined;
    }
}
