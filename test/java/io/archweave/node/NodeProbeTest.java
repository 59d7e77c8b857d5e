package io.archweave.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.docker.Buildx;
import io.archweave.docker.EngineAddress;
import io.archweave.docker.EngineFacts;
import io.archweave.docker.FakeEngine;
import io.archweave.docker.UpgradingEngine;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.matrix.NodeDeclaration;
import io.archweave.oci.Platform;
import io.archweave.process.FakeProcessRunner;
import io.archweave.process.FakeProcessRunner.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class NodeProbeTest {
    @TempDir
    private Path folder;

    private final FakeProcessRunner processes = new FakeProcessRunner();
    private final Buildx buildx = new Buildx(processes, "docker", Path.of("/docker-config"), Path.of("/builders"));
    private UpgradingEngine buildkit;
    private FakeEngine engine;
    private Path binfmt;

    @BeforeEach
    void listen() throws IOException {
        buildkit = UpgradingEngine.in(folder);
        engine = new FakeEngine(buildkit.address());
        binfmt = Files.createDirectory(folder.resolve("binfmt_misc"));
    }

    @AfterEach
    void hangUp() {
        buildkit.close();
    }

    private static NodeDeclaration declared(String... platforms) {
        return new NodeDeclaration(
                Optional.empty(), Stream.of(platforms).map(Platform::parse).toList(), Optional.empty(), "somewhere");
    }

    /** Connects to the local node, whose builder says that it has these platforms, and hangs up again. */
    private Node probe(NodeDeclaration declaration, String listed) throws InterruptedException {
        processes.on("docker buildx create", Answer.ok());
        processes.on("docker buildx inspect archweave-local", Answer.ok("Platforms: " + listed));
        NodeProbe probe = new NodeProbe(address -> engine, buildkit.address(), buildx, binfmt);
        try (NodeConnection connection = probe.connect("local", declaration)) {
            assertEquals(connection.node().slots(), connection.slots().availablePermits());
            assertEquals("archweave-local", connection.builder());
            return connection.node();
        }
    }

    private static Set<String> names(Set<Platform> platforms) {
        return platforms.stream().map(Platform::toString).collect(Collectors.toSet());
    }

    @Test
    void tellsWhatTheCpuRunsFromWhatQemuDoes() throws Exception {
        Node node = probe(declared(), "linux/amd64*, linux/amd64/v2, linux/386, linux/arm64, linux/s390x");

        assertEquals(Set.of("linux/amd64", "linux/amd64/v2", "linux/386"), names(node.nativePlatforms()));
        assertEquals(Set.of("linux/arm64", "linux/s390x"), names(node.emulatedPlatforms()));
        assertEquals(
                "linux/386, linux/amd64, linux/amd64/v2, linux/arm64 (emulated), linux/s390x (emulated)", node.offer());
        assertTrue(node.emulates(Platform.parse("linux/s390x")));
        assertFalse(node.emulates(Platform.parse("linux/amd64")));
    }

    @Test
    void runsOldArmItselfOnAnArm64Cpu() throws Exception {
        engine.being(new EngineFacts("28.5.1", "linux", "arm64", 4, true));
        Node node = probe(declared(), "linux/arm64, linux/arm/v7, linux/amd64");

        assertEquals(Set.of("linux/arm64", "linux/arm/v7"), names(node.nativePlatforms()));
        assertEquals(Set.of("linux/amd64"), names(node.emulatedPlatforms()));
    }

    @Test
    void believesTheKernelWhereBuildKitMissesAnEmulator() throws Exception {
        Files.writeString(
                binfmt.resolve("qemu-arm"), "enabled\ninterpreter /usr/bin/qemu-arm-static\nflags: OCF\noffset 0\n");
        Node node = probe(declared(), "linux/amd64, linux/arm64");

        assertEquals(
                Set.of("linux/arm64", "linux/arm/v5", "linux/arm/v6", "linux/arm/v7"), names(node.emulatedPlatforms()));
    }

    @Test
    void offersItsOwnPlatformWhateverBuildKitSays() throws Exception {
        assertEquals(
                Set.of("linux/amd64"), names(probe(declared(), "linux/arm64").nativePlatforms()));
    }

    @Test
    void offersOnlyWhatIsDeclaredForIt() throws Exception {
        Node node = probe(declared("linux/arm64", "linux/riscv64"), "linux/amd64, linux/arm64, linux/s390x");

        assertEquals(Set.of(), names(node.nativePlatforms()));
        assertEquals(Set.of("linux/arm64"), names(node.emulatedPlatforms()));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 4", "64, 8"})
    void hasAsManySlotsAsCpusWithinReason(int cpus, int slots) throws Exception {
        engine.being(new EngineFacts("28.5.1", "linux", "amd64", cpus, true));
        assertEquals(slots, probe(declared(), "linux/amd64").slots());
    }

    @Test
    void hasTheSlotsThatAreDeclared() throws Exception {
        NodeDeclaration declaration = new NodeDeclaration(Optional.empty(), List.of(), Optional.of(1), "somewhere");
        assertEquals(1, probe(declaration, "linux/amd64").slots());
    }

    @Test
    void makesABuilderOutOfTheEnginesOwnBuildKit() throws Exception {
        probe(declared(), "linux/amd64");
        String created = processes.lines().get(0);
        assertTrue(
                created.matches(
                        "docker buildx create --name archweave-local --driver remote unix:///.*/buildkit\\.sock"),
                created);
    }

    @Test
    void hangsUpOnEverythingWhenItIsClosed() throws Exception {
        probe(declared(), "linux/amd64");
        String socket = processes.lines().get(0).replaceFirst(".*unix://", "");

        assertFalse(Files.exists(Path.of(socket).getParent()));
        assertEquals(List.of("probe", "close"), engine.events());
    }

    @Test
    void speaksToTheHostThatIsDeclared() throws Exception {
        processes.on("docker buildx create", Answer.ok());
        processes.on("docker buildx inspect archweave-graviton", Answer.ok("Platforms: linux/amd64"));
        EngineAddress nobody = new EngineAddress("unix:///nowhere/docker.sock");
        NodeProbe probe = new NodeProbe(FakeEngine::new, nobody, buildx, binfmt);
        NodeDeclaration there =
                new NodeDeclaration(Optional.of(buildkit.address().host()), List.of(), Optional.empty(), "somewhere");
        try (NodeConnection connection = probe.connect("graviton", there)) {
            assertEquals(buildkit.address(), connection.node().address());
            assertEquals(buildkit.address(), connection.engine().address());
        }
    }

    @Test
    void refusesAnEngineWithoutTheContainerdStore() {
        engine.being(new EngineFacts("26.1.5", "linux", "amd64", 4, false));
        Unreachable e = assertThrows(Unreachable.class, () -> probe(declared(), "linux/amd64"));

        assertEquals(FailureCategory.NODE_LOST, e.category());
        assertEquals(
                "Docker Engine " + buildkit.address()
                        + ": version 26.1.5 runs without the containerd image store, which multi-platform images and"
                        + " pushing by digest need\n    put {\"features\": {\"containerd-snapshotter\": true}} into its"
                        + " daemon.json (Docker Desktop: Settings, General) and restart it",
                e.getMessage());
        assertEquals(List.of(), processes.lines());
    }
}
