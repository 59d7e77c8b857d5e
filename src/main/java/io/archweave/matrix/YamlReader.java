package io.archweave.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Composes YAML 1.2 into a {@link YamlSource}: anchors and {@code <<} are resolved, duplicate keys are problems, and
 * scalars stay text so that {@code 3.10} is never 3.1.
 */
final class YamlReader {
    private static final int MAX_BYTES = 3 * 1024 * 1024;
    private static final int MAX_NODES = 200_000;
    private static final int MAX_DEPTH = 50;

    private final String file;
    private final Map<String, Position> positions = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int nodes;

    private YamlReader(String file) {
        this.file = file;
    }

    /** Reads one document; throws {@link InvalidInput} with all that is wrong with it as YAML. */
    static YamlSource read(String file, String text) {
        return new YamlReader(file).read(text);
    }

    private YamlSource read(String text) {
        Node root = compose(text);
        positions.put("", position(root));
        JsonNode tree = convert(root, "", 0);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new YamlSource(file, tree, positions);
    }

    private Node compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_BYTES)
                .setParseComments(false)
                .build();
        try {
            refuseDepth(new Parse(settings).parseString(text));
            Optional<Node> root = new Compose(settings).composeString(text);
            return root.orElseThrow(() -> new InvalidInput(
                    Problem.at(file + ":1:1", "the file is empty").expected("version: 1 and targets:")));
        } catch (MarkedYamlEngineException e) {
            throw new InvalidInput(syntaxProblem(e));
        } catch (YamlEngineException e) {
            throw new InvalidInput(Problem.at(file + ":1:1", firstLine(e.getMessage())));
        }
    }

    /** Composing is recursive, so what is too deep must not get that far; parsing is not. */
    private void refuseDepth(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw tooLarge(file + ":"
                        + event.getStartMark()
                                .map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1))
                                .orElse(Position.START));
            }
        }
    }

    private static InvalidInput tooLarge(String place) {
        return new InvalidInput(Problem.at(place, "the document is too large or too deep")
                .expected("at most " + MAX_NODES + " values, " + MAX_DEPTH + " deep, with all anchors resolved"));
    }

    private Problem syntaxProblem(MarkedYamlEngineException e) {
        String place = e.getProblemMark()
                .map(mark -> file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse(file);
        String context = e.getContext() == null || e.getContext().isEmpty() ? "" : " " + e.getContext();
        return Problem.at(place, "not YAML: " + e.getProblem() + context)
                .remedy("look at this line and the one above: indentation, a missing colon or quote, or a tab");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not YAML");
    }

    private JsonNode convert(Node node, String pointer, int depth) {
        nodes++;
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw tooLarge(file + ":" + position(node));
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                String at = YamlSource.below(pointer, array.size());
                positions.put(at, position(item));
                array.add(convert(item, at, depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private static JsonNode scalar(ScalarNode node) {
        return node.getTag().equals(Tag.NULL)
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(node.getValue());
    }

    /** YAML's merge key: what the mapping itself says wins over what it inherits, whichever comes first. */
    private JsonNode mapping(MappingNode mapping, String pointer, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        mapping.getValue().stream()
                .filter(YamlReader::isMerge)
                .forEach(tuple -> merge(tuple.getValueNode(), object, pointer, depth));
        Map<String, Position> own = new HashMap<>();
        mapping.getValue().stream()
                .filter(tuple -> !isMerge(tuple))
                .forEach(tuple -> property(tuple, object, own, pointer, depth));
        return object;
    }

    private static boolean isMerge(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("<<") && key.isPlain();
    }

    private void property(NodeTuple tuple, ObjectNode object, Map<String, Position> own, String pointer, int depth) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add(Problem.at(file + ":" + position(tuple.getKeyNode()), "a key that is no word")
                    .expected("a plain key such as targets"));
            return;
        }
        Position first = own.putIfAbsent(key.getValue(), position(key));
        if (first != null) {
            problems.add(Problem.at(
                            file + ":" + position(key),
                            "the key '" + key.getValue() + "' stands here for the second time")
                    .remedy("it was first given at " + first + "; keep one of them"));
            return;
        }
        String at = YamlSource.below(pointer, key.getValue());
        positions.put(at, position(key));
        object.set(key.getValue(), convert(tuple.getValueNode(), at, depth + 1));
    }

    private void merge(Node value, ObjectNode object, String pointer, int depth) {
        List<Node> sources = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        for (Node source : sources) {
            JsonNode inherited = convert(source, pointer, depth + 1);
            if (inherited.isObject()) {
                inherited.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
            } else {
                problems.add(Problem.at(file + ":" + position(source), "<< does not name a mapping"));
            }
        }
    }

    private static Position position(Node node) {
        return node.getStartMark()
                .map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Position.START);
    }
}
