package io.archweave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.archweave.build.CellOutcome;
import io.archweave.build.Failure;
import io.archweave.failure.FailureCategory;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.plan.CellId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private static final Platform ARM = Platform.parse("linux/arm64");
    private static final CellId CELL = new CellId("hello", ARM);
    private static final Digest DIGEST = new Digest(SampleReports.digest("image"));
    private static final PlatformImage IMAGE =
            new PlatformImage(ARM, Descriptor.of(MediaTypes.OCI_MANIFEST, 1, DIGEST), List.of());

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong(5);

    @Test
    void tellsBeginningsAndEnds() {
        everything(progress(ProgressMode.PLAIN, false));
        assertEquals(
                String.join(
                        "\n",
                        "  [12.3s] hello@linux/arm64 started on local (QEMU)",
                        "  [12.3s] hello@linux/arm64 built on local (QEMU) in 4.2 s " + DIGEST.brief(),
                        "  [12.3s] hello@linux/arm64 reused: nothing moved " + DIGEST.brief(),
                        "  [12.3s] hello@linux/arm64 failed on local in 1 min 35 s after 3 attempts: compile: exit code: 2",
                        "  [12.3s] hello@linux/arm64 skipped: its base failed",
                        ""),
                text());
    }

    @Test
    void tellsTheBuildsOwnWordsIfAsked() {
        ConsoleProgress progress = progress(ProgressMode.AUTO, true);
        progress.line("hello", "\u001B[31m#5 RUN make\u001B[0m\r");
        assertEquals("  [12.3s] hello | #5 RUN make\n", text());
    }

    @Test
    void tellsOneJsonObjectPerLine() throws IOException {
        everything(progress(ProgressMode.JSON, true));
        List<String> lines = text().lines().toList();
        for (String line : lines) {
            assertTrue(new ObjectMapper().readTree(line).has("event"), line);
        }
        assertEquals(
                "{\"event\":\"ended\",\"since\":12.3,\"target\":\"hello\",\"platform\":\"linux/arm64\","
                        + "\"status\":\"built\",\"reason\":\"new\",\"node\":\"local\",\"emulated\":true,\"seconds\":4.2,"
                        + "\"attempts\":1,\"digest\":\"" + DIGEST + "\"}",
                lines.get(2));
        assertEquals(
                "{\"event\":\"ended\",\"since\":12.3,\"target\":\"hello\",\"platform\":\"linux/arm64\","
                        + "\"status\":\"failed\",\"node\":\"local\",\"emulated\":false,\"seconds\":95.0,\"attempts\":3,"
                        + "\"failure\":{\"category\":\"compile\",\"message\":\"exit code: 2\"}}",
                lines.get(4));
    }

    @Test
    void canBeSilent() {
        everything(progress(ProgressMode.NONE, true));
        assertEquals("", text());
    }

    @Test
    void linesOfSeveralThreadsDoNotMix() throws InterruptedException {
        ConsoleProgress progress = progress(ProgressMode.PLAIN, true);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                for (int line = 0; line < 200; line++) {
                    progress.line("hello", "the quick brown fox");
                }
            });
        }
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        assertEquals("  [12.3s] hello | the quick brown fox\n".repeat(800), text());
    }

    private ConsoleProgress progress(ProgressMode mode, boolean verbose) {
        PrintWriter out = new PrintWriter(bytes, false, StandardCharsets.UTF_8);
        ConsoleProgress progress = new ConsoleProgress(mode, verbose, out, clock::get);
        clock.addAndGet(Duration.ofMillis(12_300).toNanos());
        return progress;
    }

    private static void everything(ConsoleProgress progress) {
        progress.started(CELL, "local", true);
        progress.line("hello", "#5 RUN make");
        progress.ended(new CellOutcome.Built(CELL, "local", true, IMAGE, Duration.ofMillis(4200), 1, "new"));
        progress.ended(new CellOutcome.Taken(CELL, IMAGE, "nothing moved"));
        Failure failure = new Failure(FailureCategory.COMPILE, "exit code: 2", List.of("make: error"));
        progress.ended(new CellOutcome.Failed(CELL, "local", false, failure, Duration.ofSeconds(95), 3));
        progress.ended(new CellOutcome.Skipped(CELL, "its base failed"));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
