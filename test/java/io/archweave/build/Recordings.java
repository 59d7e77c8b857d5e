package io.archweave.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What real buildx wrote to standard error, under {@code test/resources/progress}. */
final class Recordings {
    private Recordings() {}

    /** The lines as they came: objects spread over several lines, then text. */
    static List<String> lines(String name) {
        try {
            return Files.readAllLines(Path.of("test/resources/progress", name + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with one object a line, as newer buildx writes it. */
    static List<String> compact(String name) {
        List<String> lines = lines(name);
        int end = lines.lastIndexOf("}") + 1;
        List<String> compact = new ArrayList<>();
        String objects = String.join("\n", lines.subList(0, end));
        try (MappingIterator<JsonNode> each =
                new ObjectMapper().readerFor(JsonNode.class).readValues(objects)) {
            while (each.hasNext()) {
                compact.add(each.next().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compact.addAll(lines.subList(end, lines.size()));
        return compact;
    }
}
