package io.archweave.process;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Real child processes. Where {@code setpriv} exists the kernel ends a child together with this JVM even on
 * {@code kill -9}; everywhere a shutdown hook ends those that still run.
 */
public final class ChildProcesses implements ProcessRunner {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final long PATIENCE_SECONDS = 10;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final boolean diesWithParent = Files.isExecutable(SETPRIV);

    public ChildProcesses() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll, "stop-children"));
    }

    @Override
    public Exit run(Command command, LineListener listener) throws InterruptedException {
        if (stopping.get()) {
            throw new InterruptedException("the process is ending");
        }
        Process process = start(command);
        running.add(process);
        try {
            Thread out = drain(process.getInputStream(), listener::out);
            Thread err = drain(process.getErrorStream(), listener::err);
            boolean ended = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                stop(process);
            }
            out.join();
            err.join();
            return !ended ? Exit.TIMED_OUT : process.exitValue() == 0 ? Exit.OK : Exit.FAILED;
        } catch (InterruptedException e) {
            stop(process);
            throw e;
        } finally {
            running.remove(process);
        }
    }

    private Process start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(arguments(command));
        builder.environment().putAll(command.environment());
        builder.directory(command.folder().toAbsolutePath().toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw missing(command);
        }
    }

    private List<String> arguments(Command command) {
        if (!diesWithParent) {
            return command.arguments();
        }
        requireProgram(command);
        List<String> arguments = new ArrayList<>(List.of(SETPRIV.toString(), "--pdeathsig", "TERM", "--"));
        arguments.addAll(command.arguments());
        return arguments;
    }

    /** setpriv would only say with an exit code that the program is not there. */
    private static void requireProgram(Command command) {
        String program = command.arguments().get(0);
        if (program.contains("/")) {
            if (!Files.isExecutable(Path.of(program))) {
                throw missing(command);
            }
            return;
        }
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return;
            }
        }
        throw missing(command);
    }

    private static InvalidInput missing(Command command) {
        String program = command.arguments().get(0);
        return new InvalidInput(Problem.at(program, "there is no such program on this machine")
                .remedy("install it, or put its folder on PATH"));
    }

    private static Thread drain(InputStream stream, Consumer<String> lines) {
        Thread thread = new Thread(() -> read(stream, lines), "child-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void read(InputStream stream, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException | UncheckedIOException e) {
            lines.accept("(the rest of the output is lost: " + e.getMessage() + ")");
        }
    }

    /** Asks the whole family to end, then makes it. */
    private static void stop(Process process) throws InterruptedException {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        family.forEach(ProcessHandle::destroy);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            family.forEach(ProcessHandle::destroyForcibly);
            process.waitFor();
        }
    }

    @Override
    public void stopAll() {
        stopping.set(true);
        for (Process process : running) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        for (Process process : running) {
            try {
                stop(process);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
