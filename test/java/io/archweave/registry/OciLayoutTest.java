package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.NotAsDeclared;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.OciJson;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLayoutTest {
    private static final Repository APP = Repository.parse("app");

    @TempDir
    private Path folder;

    @Test
    void isMadeWhereThereIsNothing() throws IOException {
        for (Path where : List.of(folder.resolve("a/b"), Files.createDirectory(folder.resolve("empty")))) {
            OciLayout.at(where);
            assertEquals("{\"imageLayoutVersion\":\"1.0.0\"}", Files.readString(where.resolve("oci-layout")));
            assertEquals(List.of("blobs", "index.json", "oci-layout"), names(where));
            assertTrue(Files.isDirectory(where.resolve("blobs/sha256")));
        }
    }

    @Test
    void goesOnWhereItsMakingStopped() throws IOException {
        Files.createDirectories(folder.resolve("blobs/sha256"));
        OciLayout.at(folder);
        assertTrue(Files.exists(folder.resolve("index.json")));
    }

    @Test
    void listsTheTagsOfEachRepository() {
        OciLayout layout = OciLayout.at(folder);
        Manifest index = SampleImage.index(Map.of());
        for (String name : List.of("app:2", "app:1", "app/more:3", "apple:4", "r.example.com:5000/app:5")) {
            layout.put(Reference.parse(name), index);
        }
        layout.put(APP.pinned(index.digest()), index);

        assertEquals(List.of("1", "2"), layout.tags(APP));
        assertEquals(List.of("5"), layout.tags(Repository.parse("r.example.com:5000/app")));
        assertEquals(List.of(), layout.tags(Repository.parse("other")));
    }

    @Test
    void refusesWhatIsNoLayout() throws IOException {
        Path stranger = Files.createDirectory(folder.resolve("stranger"));
        Files.writeString(stranger.resolve("holiday.jpg"), "x");
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path future = Files.createDirectory(folder.resolve("future"));
        Files.writeString(future.resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");

        for (Path where : List.of(stranger, file, future)) {
            InvalidInput refused = assertThrows(InvalidInput.class, () -> OciLayout.at(where));
            assertTrue(refused.getMessage().startsWith(where + ": "), refused.getMessage());
        }
        assertEquals(List.of("holiday.jpg"), names(stranger));
    }

    @Test
    void keepsImagesForTheNextOneWhoOpensIt() throws IOException {
        SampleImage image = SampleImage.of("linux/amd64", "one");
        Manifest index = SampleImage.index(Map.of("linux/amd64", image));
        OciLayout layout = OciLayout.at(folder);
        image.pushTo(layout, APP);
        layout.put(APP.tagged("1.0"), index);

        OciLayout again = OciLayout.at(folder);
        assertEquals(Optional.of(index), again.manifest(APP.tagged("1.0")));
        assertEquals(Optional.of(index), again.manifest(APP.pinned(index.digest())));
        assertEquals(
                Optional.of(image.manifest().descriptor()),
                again.resolve(APP.pinned(image.manifest().digest())));
        byte[] config = image.blobs().get(0);
        Descriptor blob = Descriptor.of("application/json", config.length, Digest.of(config));
        try (InputStream bytes = again.openBlob(APP, blob)) {
            assertArrayEquals(config, bytes.readAllBytes());
        }
        assertEquals(List.of("blobs", "index.json", "oci-layout"), names(folder));
    }

    @Test
    void namesAnImageForThoseWhoLoadIt() throws IOException {
        OciLayout layout = OciLayout.at(folder);
        Manifest index = SampleImage.index(Map.of());
        layout.put(Reference.parse("registry.example.com/acme/web:2"), index);
        layout.put(Reference.parse("app:1.0"), index);

        JsonNode written = OciJson.tree(Files.readAllBytes(folder.resolve("index.json")));
        assertEquals(2, written.path("schemaVersion").asInt());
        List<String> names = StreamSupport.stream(written.path("manifests").spliterator(), false)
                .map(entry -> entry.path("annotations"))
                .map(notes -> notes.path("io.containerd.image.name").asText() + " "
                        + notes.path("org.opencontainers.image.ref.name").asText())
                .toList();
        assertEquals(List.of("docker.io/library/app:1.0 app:1.0", "registry.example.com/acme/web:2 web:2"), names);
    }

    @Test
    void aTagLeadsToOneManifestOnly() {
        OciLayout layout = OciLayout.at(folder);
        Manifest old = SampleImage.of("linux/amd64", "old").manifest();
        Manifest young = SampleImage.of("linux/amd64", "new").manifest();
        Repository other = Repository.parse("acme/app");
        layout.put(APP.tagged("1.0"), old);
        layout.put(other.tagged("1.0"), old);
        layout.put(APP.tagged("1.0"), young);

        assertEquals(Optional.of(young), layout.manifest(APP.tagged("1.0")));
        assertEquals(Optional.of(old), layout.manifest(other.tagged("1.0")));
        assertEquals(Optional.empty(), layout.manifest(APP.tagged("1.1")));
    }

    @Test
    void aDigestNeedsNoName() throws IOException {
        OciLayout layout = OciLayout.at(folder);
        String before = Files.readString(folder.resolve("index.json"));
        Manifest manifest = SampleImage.of("linux/amd64", "one").manifest();
        layout.put(APP.pinned(manifest.digest()), manifest);

        assertEquals(before, Files.readString(folder.resolve("index.json")));
        assertTrue(layout.hasBlob(APP, manifest.digest()));
        assertTrue(layout.mountBlob(Repository.parse("other"), APP, manifest.digest()));
        assertFalse(layout.mountBlob(Repository.parse("other"), APP, Digest.of(new byte[0])));
    }

    @Test
    void takesNoBlobThatIsNotWhatItIsCalled() throws IOException {
        OciLayout layout = OciLayout.at(folder);
        Descriptor blob = Descriptor.of("x/y", 5, Digest.of(SampleImage.bytes("hello")));

        for (String other : List.of("hellO", "hell", "hello!")) {
            assertThrows(
                    NotAsDeclared.class,
                    () -> layout.putBlob(APP, blob, () -> new ByteArrayInputStream(SampleImage.bytes(other))));
        }
        assertFalse(layout.hasBlob(APP, blob.digest()));
        assertEquals(List.of("blobs", "index.json", "oci-layout"), names(folder));
    }

    @Test
    void noticesDamage() throws IOException {
        OciLayout layout = OciLayout.at(folder);
        SampleImage image = SampleImage.of("linux/amd64", "one");
        Reference pushed = image.pushTo(layout, APP);
        byte[] config = image.blobs().get(0);
        Descriptor blob = Descriptor.of("x/y", config.length, Digest.of(config));
        Files.writeString(folder.resolve("blobs/sha256").resolve(blob.digest().hex()), "x".repeat(config.length));
        Files.writeString(
                folder.resolve("blobs/sha256").resolve(image.manifest().digest().hex()),
                "{\"layers\":[],\"config\":{}}");

        assertThrows(NotAsDeclared.class, () -> layout.manifest(pushed));
        try (InputStream bytes = layout.openBlob(APP, blob)) {
            assertThrows(NotAsDeclared.class, bytes::readAllBytes);
        }
        Files.writeString(folder.resolve("index.json"), "[");
        assertThrows(InvalidInput.class, () -> layout.manifest(APP.tagged("1.0")));
    }

    @Test
    void losesNoTagThatIsPutByAnotherThreadOrThroughAnotherObject() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), OciLayoutTest.made(folder.resolve("real")));
        Manifest index = SampleImage.index(Map.of());
        List<OciLayout> layouts = List.of(OciLayout.at(folder.resolve("real")), OciLayout.at(link));

        IntStream.range(0, 60).parallel().forEach(i -> layouts.get(i % 2).put(APP.tagged("t" + i), index));

        JsonNode written = OciJson.tree(Files.readAllBytes(folder.resolve("real/index.json")));
        assertEquals(60, written.path("manifests").size());
    }

    private static Path made(Path where) {
        OciLayout.at(where);
        return where;
    }

    @Test
    void takesOverTheBlobsOfAnotherLayout() throws IOException {
        OciLayout exported = OciLayout.at(folder.resolve("exported"));
        SampleImage image = SampleImage.of("linux/amd64", "one");
        image.pushTo(exported, APP);
        exported.put(APP.tagged("1.0"), image.manifest());
        OciLayout layout = OciLayout.at(folder.resolve("release"));

        for (int times = 0; times < 2; times++) {
            List<Descriptor> found = layout.importFrom(folder.resolve("exported"));
            assertEquals(image.manifest().digest(), found.get(0).digest());
        }

        assertEquals(
                Optional.of(image.manifest()),
                layout.manifest(APP.pinned(image.manifest().digest())));
        assertEquals(Optional.empty(), layout.manifest(APP.tagged("1.0")));
        assertTrue(layout.hasBlob(APP, Digest.of(image.blobs().get(2))));
        assertThrows(InvalidInput.class, () -> layout.importFrom(folder.resolve("nothing")));
    }

    private static List<String> names(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
