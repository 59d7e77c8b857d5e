package io.archweave.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Reference TAG = Reference.parse("registry.example.com/acme/app:1.0");
    private static final Digest OLD = Digest.of("old".getBytes(StandardCharsets.UTF_8));
    private static final Digest NEW = Digest.of("new".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("journal.jsonl");
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void hasALineForEachMoveBeforeTheCallReturns() throws IOException {
        try (Journal journal = new Journal(file)) {
            journal.moving(TAG, Optional.of(OLD), NEW);
            JsonNode line = lines().get(0);
            Instant.parse(line.path("at").asText());
            assertEquals(
                    List.of("moving", TAG.toString(), OLD.value(), NEW.value()),
                    List.of(
                            line.path("event").asText(),
                            line.path("tag").asText(),
                            line.path("from").asText(),
                            line.path("to").asText()));
        }
    }

    @Test
    void saysOfANewTagThatItComesFromNowhere() throws IOException {
        try (Journal journal = new Journal(file)) {
            journal.moving(TAG, Optional.empty(), NEW);
            assertFalse(lines().get(0).has("from"));
        }
    }

    @Test
    void saysWhatWasPutBack() throws IOException {
        try (Journal journal = new Journal(file)) {
            journal.moving(TAG, Optional.of(OLD), NEW);
            journal.restored(TAG, OLD);
            assertEquals(
                    List.of("restored", OLD.value()),
                    List.of(
                            lines().get(1).path("event").asText(),
                            lines().get(1).path("to").asText()));
        }
    }

    @Test
    void goesOnWhereAnEarlierOneEnded() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (Journal journal = new Journal(file)) {
                journal.moving(TAG, Optional.empty(), NEW);
            }
        }
        assertEquals(2, lines().size());
    }

    @Test
    void isTakenForBrokenIfItCanNotBeWritten() {
        assertThrows(UncheckedIOException.class, () -> new Journal(folder.resolve("missing/journal.jsonl")).close());

        Journal closed = new Journal(file);
        closed.close();
        assertThrows(UncheckedIOException.class, () -> closed.moving(TAG, Optional.empty(), NEW));
    }
}
