package io.archweave.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.archweave.build.CellOutcome;
import io.archweave.build.FakeEvents;
import io.archweave.oci.Platform;
import io.archweave.plan.CellId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetLogsTest {
    private static final CellId CELL = new CellId("app", Platform.parse("linux/amd64"));

    @TempDir
    private Path runs;

    private final FakeEvents next = new FakeEvents();
    private RunFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = RunFolder.create(runs, Instant.EPOCH);
    }

    @Test
    void keepEveryLineInAFilePerTarget() throws IOException {
        try (TargetLogs logs = new TargetLogs(folder, next)) {
            logs.line("app", "one");
            logs.line("base", "ü");
            logs.line("app", "two");
        }
        assertEquals("one\ntwo\n", Files.readString(folder.log("app")));
        assertEquals("ü\n", Files.readString(folder.log("base")));
    }

    @Test
    void handEveryEventOn() {
        try (TargetLogs logs = new TargetLogs(folder, next)) {
            logs.started(CELL, "local", true);
            logs.line("app", "one");
            logs.ended(new CellOutcome.Skipped(CELL, "no reason"));
        }
        assertEquals(
                List.of("started app@linux/amd64 on local emulated", "app: one", "ended app@linux/amd64 Skipped"),
                next.events());
    }

    @Test
    void makeNoFileForATargetThatSaysNothing() {
        try (TargetLogs logs = new TargetLogs(folder, next)) {
            logs.started(CELL, "local", false);
        }
        assertFalse(Files.exists(folder.log("app")));
    }
}
