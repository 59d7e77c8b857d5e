package io.archweave.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.docker.Buildx;
import io.archweave.failure.FailureCategory;
import io.archweave.matrix.CellSource;
import io.archweave.matrix.Recipe;
import io.archweave.oci.Digest;
import io.archweave.oci.Platform;
import io.archweave.oci.Repository;
import io.archweave.plan.TargetSketch;
import io.archweave.process.Command;
import io.archweave.process.Exit;
import io.archweave.process.FakeProcessRunner;
import io.archweave.process.FakeProcessRunner.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildxRunnerTest {
    private static final Digest DIGEST = Digest.of("pushed".getBytes(StandardCharsets.UTF_8));
    private static final Platform S390X = Platform.parse("linux/s390x");

    @TempDir
    private Path scratch;

    private final FakeProcessRunner processes = new FakeProcessRunner();
    private final List<String> lines = new ArrayList<>();

    private CallResult run(String... platforms) throws InterruptedException {
        Recipe recipe = (Recipe) TargetSketch.of("app")
                .on("linux/amd64")
                .target()
                .platforms()
                .get(0)
                .source();
        BuildCall call = new BuildCall(
                "app",
                recipe,
                Stream.of(platforms).map(Platform::parse).toList(),
                CellSource.sorted(Map.of()),
                "archweave-local",
                new BuildOutput.PushedByDigest(Repository.parse("registry.example.com/acme/app")));
        Buildx buildx = new Buildx(processes, "docker", Path.of("/docker-config"), Path.of("/builders"));
        return new BuildxRunner(processes, buildx, scratch).run(call, lines::add);
    }

    /** A buildx that leaves these bytes where it was told to. */
    private void leaving(String metadata, Answer answer) {
        processes.on("docker buildx build", command -> {
            try {
                Files.writeString(metadataFile(command), metadata);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return answer;
        });
    }

    private static Path metadataFile(Command command) {
        return Path.of(command.arguments().get(command.arguments().indexOf("--metadata-file") + 1));
    }

    private static Answer recorded(String recording, Exit exit) {
        return new Answer(exit, List.of(), Recordings.lines(recording));
    }

    @Test
    void takesTheDigestFromTheMetadataFileAndTheTimesFromTheProgress() throws Exception {
        leaving("{\"containerimage.digest\":\"" + DIGEST + "\"}", recorded("three-platforms", Exit.OK));
        CallResult.Done done = assertInstanceOf(CallResult.Done.class, run("linux/amd64", "linux/s390x"));

        assertEquals(DIGEST, done.digest());
        assertEquals(
                Map.of(
                        Platform.parse("linux/amd64"),
                        Duration.ofNanos(391_766_259),
                        S390X,
                        Duration.ofNanos(388_378_502)),
                done.took());
        assertTrue(lines.contains("exporting to image"), lines.toString());
    }

    @Test
    void givesEveryPlatformItsTimeAndTheBuilderItsSurroundings() throws Exception {
        leaving("{\"containerimage.digest\":\"" + DIGEST + "\"}", Answer.ok());
        run("linux/amd64", "linux/arm64", "linux/s390x");

        Command command = processes.commands().get(0);
        assertEquals(Duration.ofMinutes(3), command.timeout());
        assertEquals(Map.of("DOCKER_CONFIG", "/docker-config", "BUILDX_CONFIG", "/builders"), command.environment());
    }

    @Test
    void leavesNoFileBehind() throws Exception {
        leaving("{\"containerimage.digest\":\"" + DIGEST + "\"}", Answer.ok());
        run("linux/amd64");

        try (Stream<Path> files = Files.list(scratch)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void blamesThePlatformThatFailed() throws Exception {
        processes.on("docker buildx build", recorded("one-platform-fails", Exit.FAILED));
        CallResult.Broken broken =
                assertInstanceOf(CallResult.Broken.class, run("linux/amd64", "linux/arm64", "linux/s390x"));

        assertEquals(Set.of(S390X), broken.failures().keySet());
        Failure failure = broken.failures().get(S390X);
        assertEquals(FailureCategory.COMPILE, failure.category());
        assertEquals(
                "process \"/bin/sh -c test $(uname -m) != s390x\" did not complete successfully: exit code: 1",
                failure.message());
        assertTrue(failure.log().contains("   2 | >>> RUN test $(uname -m) != s390x"));
        assertEquals("failed to solve: " + failure.message(), broken.verdict().message());
    }

    @Test
    void tellsWhatBuildxSaysWhereNoStepFailed() throws Exception {
        processes.on("docker buildx build", Answer.failed("ERROR: failed to push: 503 Service Unavailable"));
        CallResult.Broken broken = assertInstanceOf(CallResult.Broken.class, run("linux/amd64"));

        assertEquals(Map.of(), broken.failures());
        assertEquals(
                new Failure(FailureCategory.REGISTRY_5XX, "failed to push: 503 Service Unavailable", List.of()),
                broken.verdict());
    }

    @Test
    void tellsThatItsTimeWasUp() throws Exception {
        processes.on("docker buildx build", new Answer(Exit.TIMED_OUT, List.of(), List.of()));
        CallResult.Broken broken = assertInstanceOf(CallResult.Broken.class, run("linux/amd64", "linux/arm64"));

        assertEquals(FailureCategory.TIMEOUT, broken.verdict().category());
        assertEquals("stopped after 2 minutes", broken.verdict().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "no JSON", "{\"containerimage.digest\":\"latest\"}"})
    void doesNotTakeAGoodEndWithoutADigestForSuccess(String metadata) throws Exception {
        leaving(metadata, Answer.ok());
        CallResult.Broken broken = assertInstanceOf(CallResult.Broken.class, run("linux/amd64"));

        assertEquals(FailureCategory.INTERNAL, broken.verdict().category());
        assertEquals(
                "buildx left no digest in its metadata file", broken.verdict().message());
    }

    @Test
    void doesNotTakeTheDigestOfABadEnd() throws Exception {
        leaving("{\"containerimage.digest\":\"" + DIGEST + "\"}", Answer.failed("ERROR: cancelled"));
        assertInstanceOf(CallResult.Broken.class, run("linux/amd64"));
    }
}
