package io.archweave.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts real children; they are shell one-liners that every Unix has. */
@Timeout(60)
class ChildProcessesTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final ChildProcesses processes = new ChildProcesses();

    private static Command shell(String script) {
        return Command.of("/bin/sh", "-c", script).within(LONG);
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "1, FAILED", "255, FAILED"})
    void tellsAGoodEndFromABadOne(int code, Exit exit) throws Exception {
        assertEquals(exit, processes.capture(shell("exit " + code)).exit());
    }

    @Test
    void takesAChildThatASignalEndsForAFailedOne() throws Exception {
        assertEquals(Exit.FAILED, processes.capture(shell("kill -9 $$")).exit());
    }

    @Test
    void keepsTheTwoStreamsApart() throws Exception {
        ProcessRunner.Output output = processes.capture(shell("echo good; echo bad >&2; printf 'no end of line'"));
        assertEquals(new ProcessRunner.Output(Exit.OK, "good\nno end of line\n", "bad\n"), output);
    }

    @Test
    void drainsBothStreamsHoweverMuchComes() throws Exception {
        String line = "x".repeat(99);
        ProcessRunner.Output output = processes.capture(
                shell("i=0; while [ $i -lt 5000 ]; do echo " + line + "; echo " + line + " >&2; i=$((i+1)); done"));

        assertEquals(Exit.OK, output.exit());
        assertEquals(500_000, output.out().length());
        assertEquals(500_000, output.err().length());
    }

    @Test
    void readsOutputAsUtf8WhateverTheLocaleIs() throws Exception {
        ProcessRunner.Output output =
                processes.capture(shell("printf '\\303\\274\\n'").with(Map.of("LC_ALL", "C")));
        assertEquals("ü\n", output.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(id)", "a b", "", "*", "it's", "\"", "first\nsecond", "--", "ü"})
    void handsEveryArgumentOnAsItIs(String argument) throws Exception {
        ProcessRunner.Output output =
                processes.capture(Command.of("/bin/sh", "-c", "printf '<%s>' \"$@\"", "sh", argument));
        assertEquals("<" + argument + ">\n", output.out());
    }

    @Test
    void givesTheChildItsVariablesAboveThoseOfThisProcess() throws Exception {
        ProcessRunner.Output output = processes.capture(
                shell("echo \"$GREETING\"; test -n \"$PATH\"").with(Map.of("GREETING", "hello $(id)")));
        assertEquals(new ProcessRunner.Output(Exit.OK, "hello $(id)\n", ""), output);
    }

    @Test
    void startsTheChildInItsFolder() throws Exception {
        Command here = new Command(List.of("/bin/pwd"), Map.of(), folder, LONG);
        assertEquals(folder.toRealPath() + "\n", processes.capture(here).out());
    }

    @Test
    void givesTheChildNothingToRead() throws Exception {
        assertEquals("end\n", processes.capture(shell("cat; echo end")).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"archweave-no-such-program", "/nowhere/archweave-no-such-program", "/etc/passwd"})
    void refusesAProgramThatIsNotThere(String program) {
        InvalidInput e = assertThrows(InvalidInput.class, () -> processes.capture(Command.of(program, "version")));
        assertEquals(
                program + ": there is no such program on this machine\n    install it, or put its folder on PATH",
                e.getMessage());
    }

    @Test
    void stopsTheWholeFamilyWhenItsTimeIsUp() throws Exception {
        Command command = shell("sleep 300 & echo $!; wait").within(Duration.ofMillis(500));
        ProcessRunner.Output output = processes.capture(command);

        assertEquals(Exit.TIMED_OUT, output.exit());
        awaitEnd(output.out().strip());
    }

    @Test
    void stopsTheChildWhenTheCallerIsInterrupted() throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        try {
            Future<?> running = pool.submit(() -> {
                try {
                    processes.run(shell("echo $$; exec sleep 300"), into(heard));
                    end.complete(new AssertionError("it ended by itself"));
                } catch (Throwable e) {
                    end.complete(e);
                }
            });
            String child = heard.take();
            running.cancel(true);

            assertInstanceOf(InterruptedException.class, end.get());
            awaitEnd(child);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void endsEveryChildAndStartsNoOtherOneWhenAllAreStopped() throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Exit> one = pool.submit(() -> processes.run(shell("echo $$; exec sleep 300"), into(heard)));
            Future<Exit> two = pool.submit(() -> processes.run(shell("echo $$; exec sleep 300"), into(heard)));
            List<String> children = List.of(heard.take(), heard.take());
            processes.stopAll();

            assertEquals(List.of(Exit.FAILED, Exit.FAILED), List.of(one.get(), two.get()));
            for (String child : children) {
                awaitEnd(child);
            }
            assertThrows(InterruptedException.class, () -> processes.capture(shell("touch " + folder + "/started")));
            assertFalse(Files.exists(folder.resolve("started")));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void endsAChildWhoseJvmIsKilled() throws Exception {
        assertTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "util-linux has it; bin/testbed installs it");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = jvm.inputReader()) {
            String child = said.readLine();
            assertTrue(ProcessHandle.of(Long.parseLong(child)).isPresent());
            jvm.destroyForcibly().waitFor();
            awaitEnd(child);
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** A JVM that does nothing but wait for its child, whose process id it prints. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
            Thread printer = new Thread(() -> {
                try {
                    System.out.println(heard.take());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            printer.start();
            new ChildProcesses().run(shell("echo $$; exec sleep 300"), into(heard));
        }
    }

    private static LineListener into(LinkedBlockingQueue<String> lines) {
        return new LineListener() {
            @Override
            public void out(String line) {
                lines.add(line);
            }

            @Override
            public void err(String line) {
                lines.add(line);
            }
        };
    }

    /** Waits until a process is gone; the test's own time limit says when that is too late. */
    private static void awaitEnd(String pid) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
        while (process != null && process.isAlive() && !isZombie(pid)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("process " + pid + " still runs");
            }
            Thread.onSpinWait();
        }
    }

    /** An orphan that ended stays in the table where nobody asks for its exit code, as in some containers. */
    private static boolean isZombie(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
