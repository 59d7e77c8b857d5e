package io.archweave.cli;

import io.archweave.failure.ArchweaveException;
import io.archweave.matrix.Lookups;
import io.archweave.process.ChildProcesses;
import io.archweave.process.Command;
import io.archweave.process.Exit;
import io.archweave.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The real world behind templates: the environment, the clock, and git when it is asked for. */
final class WorldLookups implements Lookups {
    private static final Map<String, List<String>> GIT = Map.of(
            "sha", List.of("rev-parse", "HEAD"),
            "short", List.of("rev-parse", "--short=12", "HEAD"),
            "tag", List.of("describe", "--tags", "--exact-match"),
            "branch", List.of("symbolic-ref", "--short", "HEAD"));

    private final Map<String, String> environment;
    private final Path folder;
    private final Instant now;
    private final ProcessRunner processes = new ChildProcesses();
    private final Map<String, Optional<String>> answers = new ConcurrentHashMap<>();

    WorldLookups(Map<String, String> environment, Path folder, Instant now) {
        this.environment = environment;
        this.folder = folder;
        this.now = now;
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Optional<String> git(String what) {
        return GIT.containsKey(what) ? answers.computeIfAbsent(what, this::ask) : Optional.empty();
    }

    @Override
    public Instant now() {
        return now;
    }

    private Optional<String> ask(String what) {
        List<String> arguments = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        arguments.addAll(GIT.get(what));
        try {
            ProcessRunner.Output output =
                    processes.capture(new Command(arguments, Map.of(), Path.of(""), Duration.ofSeconds(20)));
            return output.exit() == Exit.OK ? Optional.of(output.out().strip()) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ArchweaveException e) {
            return Optional.empty();
        }
    }
}
