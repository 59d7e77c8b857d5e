package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real docker command, with a configuration folder of its own, so that nothing of the user's is touched. */
final class ManifestDocker {
    private final Path folder;
    private final Path config;

    /** Works below this folder, and with this configuration except for builds, which need the user's plugins. */
    ManifestDocker(Path folder, Path config) {
        this.folder = folder;
        this.config = config;
    }

    /**
     * What the command left.
     *
     * @param code the exit code
     * @param out all of standard output
     * @param err all of standard error
     */
    record Result(int code, String out, String err) {}

    /** Runs a docker command that must succeed, and gives what it printed. */
    String run(String... arguments) {
        return succeeded(tried(arguments), arguments);
    }

    /** Runs a docker command. */
    Result tried(String... arguments) {
        return execute(Map.of("DOCKER_CONFIG", config.toString()), arguments);
    }

    /** Builds the image that tells its architecture, for one platform or several. */
    void build(String platforms, String... options) {
        List<String> arguments = new ArrayList<>(List.of("buildx", "build", "-q", "--platform", platforms));
        arguments.addAll(List.of(options));
        arguments.add(context().toString());
        String[] line = arguments.toArray(String[]::new);
        succeeded(execute(Map.of(), line), line);
    }

    private Path context() {
        try {
            Path context = Files.createDirectories(folder.resolve("context"));
            Files.writeString(
                    context.resolve("Dockerfile"),
                    "FROM " + Testbed.required("ARCHWEAVE_TEST_BASE") + "\nCMD [\"uname\", \"-m\"]\n");
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String succeeded(Result result, String... arguments) {
        assertEquals(0, result.code(), () -> "docker " + String.join(" ", arguments) + "\n" + result.err());
        return result.out();
    }

    private Result execute(Map<String, String> environment, String... arguments) {
        try {
            Path out = Files.createTempFile(folder, "docker", ".out");
            Path err = Files.createTempFile(folder, "docker", ".err");
            List<String> line = new ArrayList<>(List.of("docker"));
            line.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new Result(finish(builder.start()), read(out), read(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int finish(Process process) {
        try {
            process.getOutputStream().close();
            if (process.waitFor(3, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            return fail("docker did not end within three minutes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
