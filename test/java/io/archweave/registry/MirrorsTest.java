package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.NotAsDeclared;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {
    private static final byte[] BYTES = SampleImage.bytes("hello");

    private final Manifest index = SampleImage.index(Map.of());
    private final Manifest image = SampleImage.of("linux/amd64", "one").manifest();

    @TempDir
    private Path folder;

    private FakeRegistry host;
    private FakeRegistry mirror;
    private HttpRegistry registry;
    private Repository app;
    private Reference tag;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void start() {
        host = FakeRegistry.start();
        mirror = FakeRegistry.start();
        app = host.repository("acme/app");
        tag = app.tagged("1.0");
        registry = registry(mirror);
    }

    @AfterEach
    void stop() {
        registry.close();
        mirror.close();
        host.close();
    }

    @Test
    void whatTheMirrorHasIsReadThere() throws IOException {
        mirror.addManifest(mirror.repository("acme/app").tagged("1.0"), index);
        Descriptor blob = mirror.addBlob(mirror.repository("acme/app"), "application/octet-stream", BYTES);

        assertEquals(Optional.of(index), registry.manifest(tag));
        assertEquals(Optional.of(index), registry.manifest(app.pinned(index.digest())));
        assertEquals(Optional.of(index.descriptor()), registry.resolve(tag));
        assertArrayEquals(BYTES, read(blob));
        assertEquals(List.of(), host.requests());
    }

    @Test
    void whatItDoesNotHaveIsReadFromTheHost() throws IOException {
        fillHost();
        assertEquals(Optional.of(index), registry.manifest(tag));
        assertEquals(Optional.of(index.descriptor()), registry.resolve(tag));
        assertArrayEquals(BYTES, read(blob()));
        assertEquals(2, mirror.count("GET", "/acme/app/"));
        assertEquals(1, mirror.count("HEAD", "/acme/app/"));
        assertEquals(Optional.empty(), registry.manifest(app.tagged("none")));
    }

    @Test
    void aMirrorThatRefusesIsPassedOver() {
        fillHost();
        for (int status : new int[] {401, 403, 404, 429, 500, 503}) {
            mirror.onRequest(request -> Optional.of(FakeResponse.of(status)));
            assertEquals(Optional.of(index), registry.manifest(tag));
            assertEquals(Optional.of(index.descriptor()), registry.resolve(tag));
        }
    }

    @Test
    void aMirrorThatDoesNotAnswerIsLeftAloneForAMinute() throws IOException {
        fillHost();
        // The look at /v2/ settles its scheme and comes before.
        assertEquals(Optional.of(index), registry.manifest(tag));
        mirror.onRequest(request -> Optional.of(FakeResponse.hangUp()));
        mirror.forgetRequests();

        assertEquals(Optional.of(index), registry.manifest(tag));
        assertArrayEquals(BYTES, read(blob()));
        assertEquals(1, mirror.requests().size());

        now = now.plus(Duration.ofSeconds(61));
        assertEquals(Optional.of(index), registry.manifest(tag));
        assertEquals(2, mirror.requests().size());
    }

    @Test
    void aMirrorThatIsGoneIsPassedOver() throws IOException {
        fillHost();
        mirror.close();
        assertEquals(Optional.of(index), registry.manifest(tag));
        assertArrayEquals(BYTES, read(blob()));
    }

    @Test
    void aWrongManifestOfTheMirrorIsNotTaken() {
        host.addManifest(app.pinned(image.digest()), image);
        mirror.onRequest(request -> Optional.of(FakeResponse.of(200)
                .with("Content-Type", index.mediaType())
                .with("Docker-Content-Digest", index.digest().value())
                .containing(index.bytes())));
        assertEquals(Optional.of(image), registry.manifest(app.pinned(image.digest())));
        assertEquals(Optional.of(image.descriptor()), registry.resolve(app.pinned(image.digest())));
    }

    @Test
    void aWrongBlobOfTheMirrorIsToldAndReadFromTheHostNext() throws IOException {
        fillHost();
        mirror.onRequest(request -> request.path().contains("/blobs/")
                ? Optional.of(FakeResponse.of(200, "x", "hellO"))
                : Optional.empty());
        NotAsDeclared wrong = assertThrows(NotAsDeclared.class, () -> read(blob()));
        assertTrue(wrong.getMessage().contains("(from its mirror " + mirror.host() + ")"), wrong.getMessage());
        assertArrayEquals(BYTES, read(blob()));
    }

    @Test
    void aBlobThatBreaksOffIsCopiedFromTheHostAtTheNextAttempt() {
        byte[] large = new byte[200_000];
        Descriptor blob = host.addBlob(app, "application/octet-stream", large);
        mirror.onRequest(request -> request.path().contains("/blobs/")
                ? Optional.of(FakeResponse.of(200).containing(large).cutOff())
                : Optional.empty());
        try (FakeRegistry target = FakeRegistry.start();
                HttpRegistry patient = registry(mirror, 1)) {
            Repository copy = target.repository("copy");
            patient.putBlob(copy, blob, () -> patient.openBlob(app, blob));
            assertTrue(target.hasBlob(copy, blob.digest()));
        }
    }

    @Test
    void nothingIsPushedToTheMirrorAndWhatWasPushedIsReadBackFromTheHost() {
        mirror.addManifest(mirror.repository("acme/app").tagged("1.0"), image);
        mirror.addBlob(mirror.repository("acme/app"), "application/octet-stream", BYTES);

        assertFalse(registry.hasBlob(app, Digest.of(BYTES)));
        registry.putBlob(app, blob(), () -> new ByteArrayInputStream(BYTES));
        assertTrue(registry.mountBlob(app, host.repository("acme/other"), Digest.of(BYTES)));
        registry.put(tag, index);

        assertEquals(Optional.of(index), registry.manifest(tag));
        assertEquals(Optional.of(index.descriptor()), registry.resolve(tag));
        assertEquals(List.of("1.0"), registry.tags(app));
        assertEquals(List.of(), mirror.requests());
    }

    @Test
    void onlyTheMirrorSeesItsCredentials() throws IOException {
        try (FakeRegistry locked = FakeRegistry.startBasic("mirror", "m")) {
            locked.addManifest(locked.repository("acme/app").tagged("1.0"), index);
            write(Map.of(locked.host(), "mirror:m", host.host(), "host:h"));
            try (HttpRegistry known = registry(locked)) {
                assertEquals(Optional.of(index), known.manifest(tag));
            }
            String shown = locked.requests().get(locked.requests().size() - 1).header("authorization");
            assertEquals("Basic " + base64("mirror:m"), shown);
            assertEquals(List.of(), host.requests());
        }
    }

    @Test
    void dockerHubHasAMirrorUnderItsShortName() {
        Reference alpine = Reference.parse("alpine:3.20");
        mirror.addManifest(mirror.repository("library/alpine").tagged("3.20"), index);
        try (HttpRegistry hub = new HttpRegistry(
                RegistryOptions.defaults(folder).retrying(0).withMirrors(Map.of("docker.io", mirror.host())))) {
            assertEquals(Optional.of(index), hub.manifest(alpine));
        }
    }

    private void fillHost() {
        host.addManifest(tag, index);
        host.addBlob(app, "application/octet-stream", BYTES);
    }

    private static Descriptor blob() {
        return Descriptor.of("application/octet-stream", BYTES.length, Digest.of(BYTES));
    }

    private byte[] read(Descriptor blob) throws IOException {
        try (InputStream bytes = registry.openBlob(app, blob)) {
            return bytes.readAllBytes();
        }
    }

    private HttpRegistry registry(FakeRegistry first) {
        return registry(first, 0);
    }

    private HttpRegistry registry(FakeRegistry first, int retries) {
        return new HttpRegistry(
                RegistryOptions.defaults(folder).retrying(retries).withMirrors(Map.of(host.host(), first.host())),
                DockerCredentials.of(folder),
                new MovingClock(),
                pause -> {},
                new TestNames());
    }

    private void write(Map<String, String> pairs) throws IOException {
        String auths = String.join(
                ",",
                pairs.entrySet().stream()
                        .map(pair -> "\"" + pair.getKey() + "\":{\"auth\":\"" + base64(pair.getValue()) + "\"}")
                        .toList());
        Files.writeString(folder.resolve("config.json"), "{\"auths\":{" + auths + "}}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Shows the time of the test. */
    private final class MovingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
