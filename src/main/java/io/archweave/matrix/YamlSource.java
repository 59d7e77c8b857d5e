package io.archweave.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.failure.Problem;
import java.util.Map;

/**
 * A composed YAML text: its values as a tree in which every scalar is still text, and where each of them stands.
 *
 * @param file the name for messages
 * @param root the document
 * @param positions by JSON pointer: {@code /targets/app/args/LTO}
 */
record YamlSource(String file, JsonNode root, Map<String, Position> positions) {

    /** A problem at the value with this pointer, or at its nearest ancestor that stands in the text. */
    Problem problem(String pointer, String found) {
        String path = readable(pointer);
        return Problem.at(file + ":" + position(pointer) + (path.isEmpty() ? "" : " " + path), found);
    }

    /** Where the value with this pointer stands, or its nearest ancestor that does. */
    Position position(String pointer) {
        String known = pointer;
        while (!positions.containsKey(known) && !known.isEmpty()) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return positions.getOrDefault(known, Position.START);
    }

    /** Whether something stands at the pointer. */
    boolean has(String pointer) {
        return positions.containsKey(pointer);
    }

    /** {@code targets.app.tags[0]} for {@code /targets/app/tags/0}. */
    private static String readable(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String step : pointer.split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            if (name.matches("[0-9]+") && path.length() > 0) {
                path.append('[').append(name).append(']');
            } else if (!name.isEmpty()) {
                path.append(path.length() == 0 ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    /** The pointer one step below {@code parent}. */
    static String below(String parent, Object step) {
        return parent + "/" + step.toString().replace("~", "~0").replace("/", "~1");
    }
}
