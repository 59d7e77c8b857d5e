package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.process.ChildProcesses;
import io.archweave.process.Command;
import io.archweave.process.Exit;
import io.archweave.process.ProcessRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The real Engine and registries that {@code bin/testbed} starts, and the command line run against them. */
final class Testbed {
    private static final ChildProcesses PROCESSES = new ChildProcesses();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private final String prefix = "it-" + UUID.randomUUID().toString().substring(0, 8);

    /** A place of its own for one test below {@code folder}. */
    Testbed(Path folder) {
        this.folder = folder;
        environment.put("ARCHWEAVE_HOME", folder.resolve("home").toString());
        environment.put("BASE", required("ARCHWEAVE_TEST_BASE"));
        environment.put("REGISTRY", registry());
    }

    /** What a command line printed and ended with. */
    record Result(int code, String out, String err) {
        Result expect(int expected) {
            assertEquals(expected, code, () -> out + err);
            return this;
        }
    }

    /** A variable that bin/testbed gives; a missing one fails the test, for nothing may be skipped silently. */
    static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new AssertionError(variable + " is not set: run bin/test, or eval \"$(bin/testbed env)\" first");
        }
        return value;
    }

    /** The anonymous registry with a path that no other test uses. */
    String registry() {
        return required("ARCHWEAVE_TEST_REGISTRY") + "/" + prefix;
    }

    /** The registry that wants a password, with a path that no other test uses. */
    String guardedRegistry() {
        return required("ARCHWEAVE_TEST_REGISTRY_AUTH") + "/" + prefix;
    }

    Path folder() {
        return folder;
    }

    /** Sets a variable for the command line. */
    Testbed with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A Docker configuration that knows a password for the guarded registry. */
    Testbed loggedIn(String password) {
        String auth = required("ARCHWEAVE_TEST_REGISTRY_AUTH_USER") + ":" + password;
        String encoded = Base64.getEncoder().encodeToString(auth.getBytes(StandardCharsets.UTF_8));
        write(
                "docker/config.json",
                "{\"auths\": {\"" + required("ARCHWEAVE_TEST_REGISTRY_AUTH") + "\": {\"auth\": \"" + encoded + "\"}}}");
        return with("DOCKER_CONFIG", folder.resolve("docker").toString());
    }

    /** A file of the test. */
    Path write(String name, String... lines) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command line in this JVM. */
    Result archweave(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (PrintWriter outWriter = new PrintWriter(out);
                PrintWriter errWriter = new PrintWriter(err)) {
            int code = Archweave.commandLine(new Composition(outWriter, errWriter, environment))
                    .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
            return new Result(code, out.toString(), err.toString());
        }
    }

    /** Releases the matrix {@code archweave.yaml} of this test. */
    Result release(Object... arguments) {
        Object[] all = new Object[arguments.length + 4];
        all[0] = "release";
        all[1] = folder.resolve("archweave.yaml");
        all[2] = "--report";
        all[3] = folder.resolve("report");
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return archweave(all);
    }

    /** What another program prints; it must succeed. */
    static String tool(String... command) throws InterruptedException {
        ProcessRunner.Output output = PROCESSES.capture(Command.of(command).within(Duration.ofMinutes(3)));
        assertEquals(Exit.OK, output.exit(), () -> String.join(" ", command) + "\n" + output.out() + output.err());
        return output.out().strip();
    }

    /** What an image prints when it is run for a platform, freshly pulled. */
    static String run(String image, String platform) throws InterruptedException {
        return tool("docker", "run", "--rm", "--pull", "always", "--quiet", "--platform", platform, image);
    }
}
