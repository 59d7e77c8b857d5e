package io.archweave.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.archweave.docker.Buildx;
import io.archweave.failure.FailureCategory;
import io.archweave.oci.Digest;
import io.archweave.oci.Platform;
import io.archweave.process.Command;
import io.archweave.process.Exit;
import io.archweave.process.LineListener;
import io.archweave.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs {@code docker buildx build} as a child process. */
public final class BuildxRunner implements BuildRunner {
    private final ProcessRunner processes;
    private final Buildx buildx;
    private final Path scratch;

    /**
     * Only takes note.
     *
     * @param scratch a folder for short-lived files
     */
    public BuildxRunner(ProcessRunner processes, Buildx buildx, Path scratch) {
        this.processes = processes;
        this.buildx = buildx;
        this.scratch = scratch;
    }

    @Override
    public CallResult run(BuildCall call, Consumer<String> lines) throws InterruptedException {
        Path metadata = newFile();
        BuildLog log = new BuildLog(call.platforms(), lines);
        Instant start = Instant.now();
        try {
            Optional<Path> inline = call.recipe().source().inline().map(this::inlineDockerfile);
            List<String> arguments = BuildxCommand.arguments(buildx.program(), call, metadata, inline);
            Duration limit = call.recipe()
                    .effort()
                    .timeout()
                    .multipliedBy(call.platforms().size());
            Command command = new Command(arguments, buildx.environment(), Path.of(""), limit);
            Exit exit = processes.run(command, listener(log));
            Duration took = Duration.between(start, Instant.now());
            Optional<Digest> digest = exit == Exit.OK ? digest(metadata) : Optional.empty();
            return digest.isPresent() ? done(call, log, digest.get(), took) : broken(call, log, exit, limit, took);
        } finally {
            delete(metadata);
        }
    }

    /** buildx talks on standard error; the two streams come on threads of their own and take turns here. */
    private static LineListener listener(BuildLog log) {
        ProgressReader reader = new ProgressReader(log::event, log::text);
        return new LineListener() {
            @Override
            public synchronized void out(String line) {
                log.text(line);
            }

            @Override
            public synchronized void err(String line) {
                reader.line(line);
            }
        };
    }

    private static CallResult done(BuildCall call, BuildLog log, Digest digest, Duration took) {
        Map<Platform, Duration> each = new HashMap<>();
        call.platforms()
                .forEach(platform -> each.put(platform, log.took(platform).orElse(took)));
        return new CallResult.Done(digest, each);
    }

    private static CallResult broken(BuildCall call, BuildLog log, Exit exit, Duration limit, Duration took) {
        Map<Platform, Failure> failures = new HashMap<>();
        for (Platform platform : call.platforms()) {
            log.error(platform).ifPresent(error -> failures.put(platform, failure(error, log.tail(platform))));
        }
        return new CallResult.Broken(failures, verdict(call, log, exit, limit), took);
    }

    private static Failure verdict(BuildCall call, BuildLog log, Exit exit, Duration limit) {
        List<String> tail = log.tail(call.platforms().get(0));
        if (exit == Exit.TIMED_OUT) {
            return new Failure(FailureCategory.TIMEOUT, "stopped after " + limit.toMinutes() + " minutes", tail);
        }
        if (exit == Exit.OK) {
            return new Failure(FailureCategory.INTERNAL, "buildx left no digest in its metadata file", tail);
        }
        return failure(log.verdict(), tail);
    }

    private static Failure failure(String error, List<String> tail) {
        boolean inStep = error.contains("did not complete successfully");
        return new Failure(FailureClassifier.of(error, inStep, tail), error, tail);
    }

    private static Optional<Digest> digest(Path metadata) {
        try {
            String digest = new ObjectMapper()
                    .readTree(Files.readAllBytes(metadata))
                    .path("containerimage.digest")
                    .asText("");
            return Digest.isDigest(digest) ? Optional.of(new Digest(digest)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path inlineDockerfile(String text) {
        try {
            return Files.writeString(Files.createTempFile(scratch, "inline-", ".Dockerfile"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newFile() {
        try {
            return Files.createTempFile(scratch, "metadata-", ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It lies in the run's own scratch folder, which is removed at the end.
        }
    }
}
