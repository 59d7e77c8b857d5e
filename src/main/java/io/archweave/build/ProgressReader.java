package io.archweave.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Consumer;

/**
 * Takes buildx's {@code --progress rawjson} apart: JSON objects one after the other, on one line each or spread over
 * several, and plain text at the end when a build fails.
 */
final class ProgressReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Consumer<JsonNode> events;
    private final Consumer<String> text;
    private final StringBuilder pending = new StringBuilder();

    ProgressReader(Consumer<JsonNode> events, Consumer<String> text) {
        this.events = events;
        this.text = text;
    }

    /** The next line of output. */
    void line(String line) {
        if (pending.length() == 0 && !line.startsWith("{")) {
            text.accept(line);
            return;
        }
        pending.append(line).append('\n');
        if (line.endsWith("}") && (line.equals("}") || line.startsWith("{"))) {
            flush();
        }
    }

    private void flush() {
        try {
            events.accept(MAPPER.readTree(pending.toString()));
        } catch (JsonProcessingException e) {
            pending.toString().lines().forEach(text);
        }
        pending.setLength(0);
    }

    /** Says that no more lines come; what is half an object is given out as text. */
    void end() {
        pending.toString().lines().forEach(text);
        pending.setLength(0);
    }
}
