package io.archweave.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.docker.FakeEngine;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Repository;
import io.archweave.plan.TargetSketch;
import io.archweave.registry.OciLayout;
import io.archweave.registry.SampleImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutletTest {
    @TempDir
    private Path folder;

    private final Target target = TargetSketch.of("app").on("linux/amd64").target();
    private final SampleImage sample = SampleImage.of("linux/amd64", "one");
    private final PlatformImage image =
            new PlatformImage(Platform.parse("linux/amd64"), sample.manifest().descriptor(), List.of());
    private final Digest digest = sample.manifest().digest();
    private final FakeEngine engine = FakeEngine.anywhere();
    private final Outlet registry =
            new RegistryOutlet(Destination.OfRegistry.plain("registry.example.com/acme"), new InMemoryStore());
    private Path scratch;
    private OciLayout layout;
    private Outlet outlet;

    @BeforeEach
    void openLayout() throws IOException {
        scratch = Files.createDirectory(folder.resolve("scratch"));
        layout = OciLayout.at(folder.resolve("out"));
        outlet = new LayoutOutlet(new Destination.OfLayout(folder.resolve("out")), layout, scratch);
    }

    @Test
    void letsBuildsPushToTheRegistryByDigest() {
        Repository repository = Repository.parse("registry.example.com/acme/app");
        assertEquals(new BuildOutput.PushedByDigest(repository), registry.next(target));
        assertEquals("docker-image://registry.example.com/acme/app@" + digest, registry.buildContext(target, digest));
    }

    @Test
    void letsAnEnginePullByDigestFromTheRegistry() {
        String name = registry.offer(engine, target, image);
        registry.forget(engine, name);

        assertEquals("registry.example.com/acme/app@" + digest, name);
        assertEquals(List.of("pull " + name + " linux/amd64", "remove " + name), engine.events());
    }

    @Test
    void givesEveryBuildAFolderOfItsOwn() {
        BuildOutput.ExportedTo one = assertInstanceOf(BuildOutput.ExportedTo.class, outlet.next(target));
        BuildOutput.ExportedTo two = assertInstanceOf(BuildOutput.ExportedTo.class, outlet.next(target));

        assertNotEquals(one, two);
        assertTrue(one.folder().startsWith(scratch));
    }

    @Test
    void takesAnExportIntoTheLayoutAndRemovesIt() {
        BuildOutput.ExportedTo export = assertInstanceOf(BuildOutput.ExportedTo.class, outlet.next(target));
        sample.pushTo(OciLayout.at(export.folder()), outlet.repository(target));
        outlet.collect(export);

        assertFalse(Files.exists(export.folder()));
        assertEquals(
                sample.manifest(),
                layout.manifest(outlet.repository(target).pinned(digest)).orElseThrow());
        assertTrue(layout.hasBlob(
                outlet.repository(target), Digest.of(sample.blobs().get(2))));
        assertEquals("oci-layout://" + folder.resolve("out") + "@" + digest, outlet.buildContext(target, digest));
    }

    @Test
    void loadsAnImageOfTheLayoutIntoAnEngineUnderANameOfItsOwn() throws IOException {
        sample.pushTo(layout, outlet.repository(target));
        String name = outlet.offer(engine, target, image);

        assertEquals("archweave.local/app:test-" + digest.hex().substring(0, 12) + "-linux-amd64", name);
        assertEquals(List.of("load"), engine.events());
        Map<String, byte[]> tar = untar(engine.loaded().get(0));
        assertEquals(
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                        + "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":"
                        + sample.manifest().size() + ",\"digest\":\"" + digest
                        + "\",\"annotations\":{\"io.containerd.image.name\":\"" + name + "\"}}]}",
                new String(tar.get("index.json"), StandardCharsets.UTF_8));
        assertEquals("{\"imageLayoutVersion\":\"1.0.0\"}", new String(tar.get("oci-layout"), StandardCharsets.UTF_8));
        assertEquals(digest, Digest.of(tar.get("blobs/sha256/" + digest.hex())));
        sample.blobs()
                .forEach(blob -> assertEquals(
                        Digest.of(blob),
                        Digest.of(tar.get("blobs/sha256/" + Digest.of(blob).hex()))));
    }

    @Test
    void leavesNoTarBehind() throws IOException {
        sample.pushTo(layout, outlet.repository(target));
        outlet.offer(engine, target, image);
        try (Stream<Path> files = Files.list(scratch)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static Map<String, byte[]> untar(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }
}
