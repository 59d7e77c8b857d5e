package io.archweave.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    private Path runs;

    @Test
    void hasAnIdThatSortsByTime() {
        RunFolder folder = RunFolder.create(runs, NOW);

        assertTrue(folder.id().matches("20260102-030405-[0-9a-f]{6}"), folder.id());
        assertEquals(runs.resolve(folder.id()), folder.path());
    }

    @Test
    void isAnotherOneForEveryRunOfTheSameSecond() {
        assertNotEquals(
                RunFolder.create(runs, NOW).id(), RunFolder.create(runs, NOW).id());
    }

    @Test
    void isMadeTogetherWithThePlacesInIt() {
        RunFolder folder = RunFolder.create(runs.resolve("not/there/yet"), NOW);

        assertTrue(Files.isDirectory(folder.logs()));
        assertTrue(Files.isDirectory(folder.scratch()));
        assertEquals(folder.path().resolve("journal.jsonl"), folder.journal());
        assertEquals(folder.path().resolve("logs/app.log"), folder.log("app"));
    }

    @Test
    void keepsAllButTheScratchFilesWhenItIsCleaned() throws IOException {
        RunFolder folder = RunFolder.create(runs, NOW);
        Files.writeString(folder.log("app"), "kept");
        Files.createDirectories(folder.scratch().resolve("deep/er"));
        Files.writeString(folder.scratch().resolve("deep/er/file"), "gone");
        folder.clean();
        folder.clean();

        assertFalse(Files.exists(folder.scratch()));
        assertTrue(Files.exists(folder.log("app")));
    }

    @Test
    void neverFollowsALinkOutOfTheScratchFolder() throws IOException {
        Path elsewhere = Files.createDirectory(runs.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("file"), "kept");
        RunFolder folder = RunFolder.create(runs, NOW);
        Files.createSymbolicLink(folder.scratch().resolve("link"), elsewhere);
        folder.clean();

        assertTrue(Files.exists(elsewhere.resolve("file")));
        assertFalse(Files.exists(folder.scratch()));
    }

    @Test
    void isGoneWhenItIsRemoved() {
        RunFolder folder = RunFolder.create(runs, NOW);
        folder.remove();
        assertFalse(Files.exists(folder.path()));
    }
}
