package io.archweave.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.build.FakeEvents;
import io.archweave.build.InMemoryStore;
import io.archweave.build.InMemoryStore.Verb;
import io.archweave.docker.FakeEngine;
import io.archweave.docker.UpgradingEngine;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Unreachable;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.plan.Plan;
import io.archweave.plan.Planner;
import io.archweave.plan.TargetSketch;
import io.archweave.process.Command;
import io.archweave.process.Exit;
import io.archweave.process.FakeProcessRunner;
import io.archweave.process.FakeProcessRunner.Answer;
import io.archweave.registry.SampleImage;
import io.archweave.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with everything real but the four edges. */
@Timeout(60)
class ReleasesTest {
    private static final Repository APP = Repository.parse("registry.example.com/acme/app");
    private static final Reference SOURCE = Reference.parse("docker.io/username/x8664-test:latest");
    private static final Target ADOPTED =
            TargetSketch.of("app").adopting("linux/amd64", SOURCE.toString()).target();
    private static final Target BUILT =
            TargetSketch.of("app").on("linux/amd64").test("", "true").target();

    @TempDir
    private Path folder;

    private final InMemoryStore store = new InMemoryStore();
    private final FakeProcessRunner processes = new FakeProcessRunner();
    private final FakeEvents events = new FakeEvents();
    private UpgradingEngine buildkit;
    private FakeEngine engine;

    @BeforeEach
    void listen() {
        buildkit = UpgradingEngine.in(folder);
        engine = new FakeEngine(buildkit.address());
    }

    @AfterEach
    void hangUp() {
        buildkit.close();
    }

    private Releases.Result release(Target target) throws InterruptedException {
        Ports ports = new Ports(
                processes,
                "docker",
                folder.resolve("docker-config"),
                address -> engine,
                buildkit.address(),
                store,
                folder.resolve("runs"));
        Plan plan = Planner.plan(TargetSketch.matrix(target), List.of());
        return new Releases(ports, events).release(plan, new Releases.Permissions(false, false));
    }

    private void sourceStands() {
        SampleImage image = SampleImage.of("linux/amd64", "theirs");
        image.pushTo(store, SOURCE.repository());
        store.tag(SOURCE, image.manifest().digest());
    }

    /** A docker command whose buildx pushes a small image and leaves its digest where it was told to. */
    private void buildxWorks() {
        processes
                .on("docker buildx version", Answer.ok("github.com/docker/buildx v0.29.1 abcdef"))
                .on("docker buildx create", Answer.ok())
                .on("docker buildx inspect", Answer.ok("Platforms: linux/amd64"))
                .on("docker buildx build", this::push);
    }

    private Answer push(Command command) {
        SampleImage image = SampleImage.of("linux/amd64", "ours");
        image.pushTo(store, APP);
        List<String> arguments = command.arguments();
        Path metadata = Path.of(arguments.get(arguments.indexOf("--metadata-file") + 1));
        try {
            Files.writeString(
                    metadata, "{\"containerimage.digest\":\"" + image.manifest().digest() + "\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(Exit.OK, List.of(), List.of("{\"vertexes\":[]}", "a word on the side"));
    }

    private List<String> runs() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("runs"))) {
            return all.map(run -> run.getFileName().toString()).toList();
        }
    }

    @Test
    void buildTestAndPublishATarget() throws Exception {
        buildxWorks();
        Releases.Result result = release(BUILT);

        assertEquals(Verdict.DONE, result.verdict());
        assertEquals(RunReport.Result.SUCCESS, result.report().result());
        Digest index = store.named(APP.tagged("1.0")).orElseThrow();
        assertEquals(
                List.of(index.value()),
                result.report().indexes().stream()
                        .map(each -> each.digest().orElseThrow())
                        .toList());
        assertTrue(engine.events().stream().anyMatch(event -> event.startsWith("run true in " + APP)));
        assertEquals("close", engine.events().get(engine.events().size() - 1));
    }

    @Test
    void leaveLogsAndJournalBehindButNoScratchFiles() throws Exception {
        buildxWorks();
        RunFolder run = release(BUILT).folder();

        assertEquals(List.of(run.id()), runs());
        assertEquals("a word on the side\n", Files.readString(run.log("app")));
        assertTrue(Files.readString(run.journal()).contains("\"tag\":\"" + APP.tagged("1.0") + "\""));
        assertFalse(Files.exists(run.scratch()));
    }

    @Test
    void needNoNodeToJoinImagesThatExist() throws Exception {
        sourceStands();
        Releases.Result result = release(ADOPTED);

        assertEquals(Verdict.DONE, result.verdict());
        assertTrue(store.named(APP.tagged("1.0")).isPresent());
        assertEquals(List.of(), processes.lines());
        assertEquals(List.of(), engine.events());
    }

    @Test
    void moveNothingTheSecondTime() throws Exception {
        sourceStands();
        release(ADOPTED);
        store.events().clear();
        Releases.Result again = release(ADOPTED);

        assertEquals(
                List.of(RunReport.IndexStatus.UNCHANGED),
                again.report().indexes().stream().map(RunReport.Index::status).toList());
        assertEquals(
                List.of(),
                store.events().stream().filter(event -> !event.contains("@")).toList());
        assertEquals("", Files.readString(again.folder().journal()));
    }

    @Test
    void askTheRegistryBeforeAnythingIsBuilt() {
        buildxWorks();
        store.failOn(Verb.RESOLVE, APP.tagged("1.0"));

        assertThrows(Unreachable.class, () -> release(BUILT));
        assertEquals(List.of(), processes.lines());
    }

    @Test
    void buildNothingWithoutBuildx() {
        processes.on("docker buildx version", Answer.failed("docker: 'buildx' is not a docker command."));
        assertThrows(InvalidInput.class, () -> release(BUILT));
        assertEquals(1, processes.lines().size());
    }

    @Test
    void tellOfAFailedBuildInTheReport() throws Exception {
        processes
                .on("docker buildx version", Answer.ok("github.com/docker/buildx v0.29.1 abcdef"))
                .on("docker buildx create", Answer.ok())
                .on("docker buildx inspect", Answer.ok("Platforms: linux/amd64"))
                .on("docker buildx build", Answer.failed("ERROR: dockerfile parse error"));
        Releases.Result result = release(BUILT);

        assertEquals(Verdict.CELL_FAILED, result.verdict());
        RunReport.CellFailure failure = result.report().cells().get(0).failure().orElseThrow();
        assertEquals(List.of("compile", "dockerfile parse error"), List.of(failure.category(), failure.message()));
        assertFalse(store.named(APP.tagged("1.0")).isPresent());
    }
}
