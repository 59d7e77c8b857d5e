package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is told in a line or two with the right exit code, and nothing is published. */
class RefusalIT {
    @TempDir
    private Path folder;

    private Testbed testbed;

    @BeforeEach
    void matrix() {
        testbed = new Testbed(folder);
        testbed.write("app/Dockerfile", "ARG BASE", "FROM ${BASE}", "RUN true");
        matrix("platforms: [linux/amd64]", "${env:REGISTRY}");
    }

    private void matrix(String platforms, String registry) {
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "registry: " + registry,
                platforms,
                "targets:",
                "  app: {context: app, tags: ['1'], args: {BASE: '${env:BASE}'}}");
    }

    private void refuses(Testbed.Result result, int code, String... words) {
        assertEquals(code, result.code(), result::err);
        assertTrue(result.err().lines().count() <= 3, result.err());
        for (String word : words) {
            assertTrue(result.err().contains(word), () -> "'" + word + "' is not in: " + result.err());
        }
        assertFalse(result.err().contains("\tat "), result.err());
        assertFalse(result.err().contains("Exception"), result.err());
    }

    @Test
    void aPlatformWithoutAnEmulator() {
        matrix("platforms: [linux/amd64, linux/mips64le]", "${env:REGISTRY}");
        refuses(
                testbed.release(),
                ExitCodes.INVALID,
                "no node can build linux/mips64le",
                "local offers linux/amd64",
                "qemu-user-static");
    }

    @Test
    void emulationThatIsForbidden() {
        matrix("platforms: [linux/amd64, linux/s390x]\nemulation: {use: never}", "${env:REGISTRY}");
        refuses(testbed.release(), ExitCodes.INVALID, "no node can build linux/s390x", "use: never");
    }

    @Test
    void anEngineThatIsNotThere() {
        testbed.with("DOCKER_HOST", "unix://" + folder.resolve("nobody.sock"));
        refuses(testbed.release(), ExitCodes.UNREACHABLE, "nobody.sock", "docker info");
    }

    @Test
    void aRegistryThatIsNotThere() {
        testbed.with("ARCHWEAVE_REGISTRY_RETRIES", "0");
        matrix("platforms: [linux/amd64]", "127.0.0.1:9/x");
        refuses(testbed.release(), ExitCodes.UNREACHABLE, "127.0.0.1:9", "refuses connections");
    }

    @Test
    void aWrongPassword() {
        testbed.loggedIn("wrong").with("REGISTRY", testbed.guardedRegistry());
        refuses(
                testbed.release(),
                ExitCodes.UNREACHABLE,
                Testbed.required("ARCHWEAVE_TEST_REGISTRY_AUTH"),
                "docker login");
    }

    @Test
    void aRightPasswordIsUsedByAllParts() {
        testbed.loggedIn(Testbed.required("ARCHWEAVE_TEST_REGISTRY_AUTH_PASSWORD"))
                .with("REGISTRY", testbed.guardedRegistry());
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "registry: ${env:REGISTRY}",
                "platforms: [linux/amd64, linux/arm64]",
                "targets:",
                "  app:",
                "    context: app",
                "    tags: ['1']",
                "    args: {BASE: '${env:BASE}'}",
                "    test: {run: [uname, -m]}");
        testbed.release().expect(ExitCodes.DONE);
    }

    @Test
    void aMissingFileABrokenOneAndAnUnknownKey() {
        refuses(testbed.archweave("release", folder.resolve("nope.yaml")), ExitCodes.INVALID, "no such file");
        Path broken = testbed.write("broken.yaml", "version: 1", "targets: [");
        refuses(testbed.archweave("release", broken), ExitCodes.INVALID, "broken.yaml:", "not YAML");
        Path unknown = testbed.write("unknown.yaml", "version: 1", "target: {}");
        refuses(
                testbed.archweave("release", unknown),
                ExitCodes.INVALID,
                "unknown.yaml:2:1",
                "did you mean 'targets'?");
    }

    @Test
    void aDockerfileThatIsNotThere() {
        Path file = testbed.write(
                "other.yaml",
                "version: 1",
                "registry: ${env:REGISTRY}",
                "platforms: [linux/amd64]",
                "targets:",
                "  app: {context: app, dockerfile: Nope, tags: ['1']}");
        refuses(testbed.archweave("release", file), ExitCodes.INVALID, "other.yaml:5:3", "Nope");
    }

    @Test
    void wrongWordsOnTheCommandLine() {
        refuses(testbed.archweave("relese"), ExitCodes.USAGE, "relese", "release");
        refuses(testbed.archweave("release", "--onyl", "x"), ExitCodes.USAGE, "--onyl", "--only");
        refuses(testbed.release("--only", "nothing"), ExitCodes.INVALID, "nothing", "app");
    }
}
