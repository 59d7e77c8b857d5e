package io.archweave.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.Unreachable;
import io.archweave.oci.Reference;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DraftLockTest {
    private static final Reference LIST = Reference.parse("reg.example.com/acme/test:1");
    private static final Reference OTHER = Reference.parse("reg.example.com/acme/test:2");

    @TempDir
    private Path state;

    @Test
    void oneProcessAtATimeAndTheDeathOfOneFreesTheList() throws IOException, InterruptedException {
        DraftFolder hasty = new DraftFolder(state, Duration.ofMillis(100));
        Process holder = hold(LIST);
        try {
            Unreachable busy = assertThrows(Unreachable.class, () -> hasty.alone(LIST, () -> 1));
            assertTrue(busy.getMessage().contains("still at work on this list"), busy.getMessage());
            assertEquals(1, hasty.alone(OTHER, () -> 1));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertEquals(1, hasty.alone(LIST, () -> 1));
    }

    @Test
    void threadsOfOneProcessWaitForEachOther() throws Exception {
        List<Integer> seen = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                all.add(threads.submit(() -> new DraftFolder(state).alone(LIST, () -> seen.add(seen.size()))));
            }
            for (Future<Boolean> one : all) {
                assertTrue(one.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(24, seen.size());
        assertEquals(23, seen.get(23));
    }

    @Test
    void aFailureFreesTheList() {
        DraftFolder drafts = new DraftFolder(state, Duration.ZERO);

        assertThrows(
                IllegalStateException.class,
                () -> drafts.alone(LIST, () -> {
                    throw new IllegalStateException("as it happens");
                }));
        assertEquals(1, drafts.alone(LIST, () -> 1));
    }

    private Process hold(Reference list) throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        state.toString(),
                        list.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
        assertEquals("held", said.readLine());
        return holder;
    }
}
