package io.archweave.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML as an editor sees it: numbers and booleans are no texts. Our own reader keeps every scalar as text. */
final class TypedYaml {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_DEPTH = 50;

    private TypedYaml() {}

    /** The document as JSON; throws {@link YamlEngineException} if it is none. */
    static JsonNode read(String text) {
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(1000).build();
        return MAPPER.valueToTree(merged(new Load(settings).loadFromString(text), 0));
    }

    /** With {@code <<} resolved, which YAML 1.2 has no more but editors know. */
    private static Object merged(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new YamlEngineException("too deep, or without an end");
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(merged(item, depth + 1)));
            return items;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> own = new LinkedHashMap<>();
        map.forEach((key, each) -> own.put(String.valueOf(key), merged(each, depth + 1)));
        Object sources = own.remove("<<");
        List<Object> inherited = new ArrayList<>();
        if (sources instanceof List<?> several) {
            inherited.addAll(several);
        } else if (sources != null) {
            inherited.add(sources);
        }
        inherited.forEach(each -> ((Map<?, ?>) each).forEach((key, of) -> own.putIfAbsent(String.valueOf(key), of)));
        return own;
    }
}
