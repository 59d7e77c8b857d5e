package io.archweave.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressReaderTest {
    private final List<JsonNode> events = new ArrayList<>();
    private final List<String> text = new ArrayList<>();
    private final ProgressReader reader = new ProgressReader(events::add, text::add);

    private void read(String... lines) {
        Stream.of(lines).forEach(reader::line);
        reader.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"three-platforms", "one-platform-fails"})
    void findsEveryEventOfARecordedBuild(String recording) {
        read(Recordings.lines(recording).toArray(String[]::new));

        assertFalse(events.isEmpty());
        assertEquals(Recordings.lines(recording).stream().filter("}"::equals).count(), events.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"three-platforms", "one-platform-fails"})
    void readsTheSameFromOneObjectALine(String recording) {
        read(Recordings.lines(recording).toArray(String[]::new));
        List<JsonNode> spread = List.copyOf(events);
        List<String> said = List.copyOf(text);
        events.clear();
        text.clear();

        read(Recordings.compact(recording).toArray(String[]::new));
        assertEquals(spread, events);
        assertEquals(said, text);
    }

    @Test
    void hearsNothingButEventsWhileAllIsWell() {
        read(Recordings.lines("three-platforms").toArray(String[]::new));
        assertEquals(List.of(), text);
    }

    @Test
    void hearsWhatBuildxSaysWhenItGivesUp() {
        read(Recordings.lines("one-platform-fails").toArray(String[]::new));

        assertEquals("Bad:2", text.get(0));
        assertEquals(
                "ERROR: failed to solve: process \"/bin/sh -c test $(uname -m) != s390x\" did not complete"
                        + " successfully: exit code: 1",
                text.get(text.size() - 1));
        assertEquals(8, text.size());
    }

    @Test
    void givesTextBetweenObjectsOutInItsPlace() {
        read("first words", "{\"vertexes\":[]}", "last words");
        assertEquals(1, events.size());
        assertEquals(List.of("first words", "last words"), text);
    }

    @Test
    void givesBracesThatAreNoObjectOutAsText() {
        read("{not json}", "{\"vertexes\":[]}");
        assertEquals(1, events.size());
        assertEquals(List.of("{not json}"), text);
    }

    @Test
    void givesHalfAnObjectOutAsTextAtTheEnd() {
        read("{", "  \"vertexes\": [");
        assertEquals(List.of(), events);
        assertEquals(List.of("{", "  \"vertexes\": ["), text);
    }
}
