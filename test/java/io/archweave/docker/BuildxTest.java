package io.archweave.docker;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Unreachable;
import io.archweave.process.Exit;
import io.archweave.process.FakeProcessRunner;
import io.archweave.process.FakeProcessRunner.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildxTest {
    private final FakeProcessRunner processes = new FakeProcessRunner();
    private final Buildx buildx = new Buildx(processes, "docker", Path.of("/docker-config"), Path.of("/builders"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github.com/docker/buildx v0.13.1 788433953af10f2a698f5c07611dddce2e08c7a0",
                "github.com/docker/buildx v0.29.1-desktop.1 abcdef",
                "github.com/docker/buildx 0.13.1+ds1 0.13.1+ds1-3",
                "github.com/docker/buildx v1.0.0 abcdef",
                "github.com/docker/buildx v2.1.0 abcdef"
            })
    void takesAVersionThatIsNewEnough(String version) {
        processes.on("docker buildx version", Answer.ok(version));
        assertDoesNotThrow(buildx::requireUsable);
    }

    @Test
    void refusesAVersionThatIsTooOld() {
        processes.on(
                "docker buildx version",
                Answer.ok("github.com/docker/buildx v0.12.1 30feaa1a915b869ebc2eea6328624b49facd4bfb"));
        InvalidInput e = assertThrows(InvalidInput.class, buildx::requireUsable);
        assertEquals("docker buildx: found version v0.12; expected 0.13 or newer", e.getMessage());
    }

    @Test
    void tellsHowToInstallBuildxWhereThereIsNone() {
        processes.on("docker buildx version", Answer.failed("docker: 'buildx' is not a docker command."));
        InvalidInput e = assertThrows(InvalidInput.class, buildx::requireUsable);
        assertEquals(
                "docker buildx: the docker command has no buildx\n    install it: Debian's package is docker-buildx,"
                        + " Docker's is docker-buildx-plugin",
                e.getMessage());
    }

    @Test
    void doesNotTakeHelpForAVersion() {
        processes.on("docker buildx version", Answer.ok("Usage:  docker [OPTIONS] COMMAND"));
        assertThrows(InvalidInput.class, buildx::requireUsable);
    }

    @Test
    void keepsItsBuildersApartFromTheUsers() throws Exception {
        processes.on("docker buildx create", Answer.ok("archweave-local"));
        buildx.createRemote("archweave-local", Path.of("/run/a b/buildkit.sock"));

        assertEquals(
                List.of(
                        "docker",
                        "buildx",
                        "create",
                        "--name",
                        "archweave-local",
                        "--driver",
                        "remote",
                        "unix:///run/a b/buildkit.sock"),
                processes.commands().get(0).arguments());
        assertEquals(
                Map.of("DOCKER_CONFIG", "/docker-config", "BUILDX_CONFIG", "/builders"),
                processes.commands().get(0).environment());
    }

    @Test
    void tellsWhyABuilderCanNotBeMade() {
        processes.on("docker buildx create", Answer.failed("warning: something", "ERROR: existing instance"));
        Unreachable e = assertThrows(Unreachable.class, () -> buildx.createRemote("x", Path.of("/s")));
        assertEquals(FailureCategory.NODE_LOST, e.category());
        assertEquals("docker buildx: can't make a builder: ERROR: existing instance", e.getMessage());
    }

    @Test
    void readsThePlatformsOfABuilderInOneSpelling() throws Exception {
        processes.on(
                "docker buildx inspect archweave-local",
                Answer.ok(
                        "Name:          archweave-local",
                        "Driver:        remote",
                        "",
                        "Nodes:",
                        "Name:             archweave-local0",
                        "Endpoint:         unix:///tmp/archweave-1/buildkit.sock",
                        "Status:           running",
                        "BuildKit version: v0.13.2",
                        "Platforms:        linux/amd64*, linux/amd64/v2, linux/arm64, linux/arm/v7, linux/mips64le",
                        "Labels:",
                        " org.mobyproject.buildkit.worker.executor: oci"));

        assertEquals(
                List.of("linux/amd64", "linux/amd64/v2", "linux/arm/v7", "linux/arm64", "linux/mips64le"),
                buildx.platforms("archweave-local").stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void tellsWhyABuilderCanNotBeAsked() {
        processes.on("docker buildx inspect gone", Answer.failed("ERROR: no builder \"gone\" found"));
        Unreachable e = assertThrows(Unreachable.class, () -> buildx.platforms("gone"));
        assertEquals(
                "docker buildx: can't ask the builder what it can build: ERROR: no builder \"gone\" found",
                e.getMessage());
    }

    @Test
    void doesNotTakeSilenceForAnAnswer() {
        processes.on("docker buildx inspect quiet", new Answer(Exit.OK, List.of("Name: quiet"), List.of()));
        Unreachable e = assertThrows(Unreachable.class, () -> buildx.platforms("quiet"));
        assertTrue(e.getMessage().endsWith(": nothing"), e.getMessage());
    }
}
