package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpRegistryTest {
    @TempDir
    private Path dockerConfig;

    private FakeRegistry fake;
    private HttpRegistry registry;
    private Repository app;

    @BeforeEach
    void start() {
        fake = FakeRegistry.start();
        registry = new HttpRegistry(RegistryOptions.defaults(dockerConfig).retrying(0));
        app = fake.repository("acme/app");
    }

    @AfterEach
    void stop() {
        registry.close();
        fake.close();
    }

    @Test
    void readsBackWhatItPushed() {
        SampleImage amd64 = SampleImage.of("linux/amd64", "one");
        SampleImage arm64 = SampleImage.of("linux/arm64", "two");
        amd64.pushTo(registry, app);
        arm64.pushTo(registry, app);
        Manifest index = SampleImage.index(Map.of("linux/amd64", amd64, "linux/arm64", arm64));
        registry.put(app.pinned(index.digest()), index);
        registry.put(app.tagged("1.0"), index);

        assertEquals(Optional.of(index), registry.manifest(app.tagged("1.0")));
        assertEquals(Optional.of(index), registry.manifest(app.pinned(index.digest())));
        assertEquals(Optional.of(index.descriptor()), registry.resolve(app.tagged("1.0")));
        assertEquals(List.of("1.0"), fake.tags(app));
        assertEquals(0, fake.openUploads());
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertEquals(Optional.empty(), registry.manifest(app.tagged("none")));
        assertEquals(Optional.empty(), registry.resolve(app.tagged("none")));
        assertFalse(registry.hasBlob(app, Digest.of(new byte[1])));
    }

    @Test
    void acceptsAllFourMediaTypesAndKeepsTheBytesOfADockerList() {
        byte[] bytes = SampleImage.bytes(
                "{\n \"schemaVersion\": 2,\n \"mediaType\": \"" + MediaTypes.DOCKER_LIST + "\", \"manifests\": []}");
        Manifest list = new Manifest(MediaTypes.DOCKER_LIST, bytes);
        registry.put(app.tagged("list"), list);

        assertArrayEquals(
                bytes, registry.manifest(app.tagged("list")).orElseThrow().bytes());
        assertEquals(
                MediaTypes.DOCKER_LIST,
                registry.resolve(app.tagged("list")).orElseThrow().mediaType());
    }

    @Test
    void refusesAManifestThatIsNotWhatItsDigestSays() {
        Manifest good = SampleImage.of("linux/amd64", "one").manifest();
        fake.onRequest(request -> Optional.of(FakeResponse.of(200)
                .with("Content-Type", MediaTypes.OCI_MANIFEST)
                .containing(SampleImage.of("linux/amd64", "other").manifest().bytes())));

        NotAsDeclared wrong = assertThrows(NotAsDeclared.class, () -> registry.manifest(app.pinned(good.digest())));
        assertTrue(wrong.getMessage().contains(good.digest() + " was asked for"), wrong.getMessage());
    }

    @Test
    void refusesAManifestThatTheRegistryCallsByAnotherDigest() {
        Manifest good = SampleImage.of("linux/amd64", "one").manifest();
        Digest other = Digest.of(new byte[0]);
        fake.onRequest(request -> Optional.of(FakeResponse.of(200)
                .with("Content-Type", MediaTypes.OCI_MANIFEST)
                .with("Docker-Content-Digest", other.value())
                .containing(good.bytes())));

        assertThrows(NotAsDeclared.class, () -> registry.manifest(app.tagged("1.0")));
        assertThrows(NotAsDeclared.class, () -> registry.resolve(app.pinned(good.digest())));
    }

    @Test
    void refusesToBelieveAPutThatKeptOtherBytes() {
        fake.onRequest(request -> request.method().equals("PUT")
                ? Optional.of(FakeResponse.of(201)
                        .with("Docker-Content-Digest", Digest.of(new byte[0]).value()))
                : Optional.empty());

        assertThrows(
                NotAsDeclared.class,
                () -> registry.put(
                        app.tagged("1.0"), SampleImage.of("linux/amd64", "one").manifest()));
    }

    @Test
    void refusesSchemaOneWithTheReason() {
        fake.onRequest(request -> Optional.of(FakeResponse.of(
                200, "application/vnd.docker.distribution.manifest.v1+prettyjws", "{\"schemaVersion\": 1}")));

        NotAsDeclared read = assertThrows(NotAsDeclared.class, () -> registry.manifest(app.tagged("old")));
        NotAsDeclared looked = assertThrows(NotAsDeclared.class, () -> registry.resolve(app.tagged("old")));
        assertTrue(read.getMessage().contains("schema 1"), read.getMessage());
        assertEquals(read.getMessage(), looked.getMessage());
    }

    @Test
    void refusesAManifestThatIsTwoThingsOrTooLarge() {
        String both = "{\"schemaVersion\":2,\"manifests\":[],\"layers\":[],\"config\":{}}";
        String padded = "{\"schemaVersion\":2,\"x\":\"" + "x".repeat(ManifestBytes.LIMIT) + "\"}";
        for (String text : List.of(both, padded, "[", "{}")) {
            fake.onRequest(request -> Optional.of(FakeResponse.of(200, "application/json", text)));
            assertThrows(NotAsDeclared.class, () -> registry.manifest(app.tagged("odd")), text.substring(0, 1));
        }
    }

    @Test
    void tellsTheTypeFromTheManifestWhereTheRegistryDoesNot() {
        Manifest index = SampleImage.index(Map.of());
        fake.onRequest(
                request -> Optional.of(FakeResponse.of(200, "text/plain", "").containing(index.bytes())));

        assertEquals(
                MediaTypes.OCI_INDEX,
                registry.manifest(app.tagged("1.0")).orElseThrow().mediaType());
    }

    @Test
    void readsTheManifestWhereALookUpTellsNoDigest() {
        Manifest index = SampleImage.index(Map.of());
        fake.addManifest(app.tagged("1.0"), index);
        fake.onRequest(request -> request.method().equals("HEAD")
                ? Optional.of(FakeResponse.of(200).with("Content-Type", MediaTypes.OCI_INDEX))
                : Optional.empty());

        assertEquals(Optional.of(index.descriptor()), registry.resolve(app.tagged("1.0")));
        assertEquals(1, fake.count("GET", "/manifests/1.0"));
    }

    @Test
    void holdsTheBytesAgainstADigestOfAnotherKind() throws NoSuchAlgorithmException {
        Manifest index = SampleImage.index(Map.of());
        fake.addManifest(app.pinned(index.digest()), index);
        byte[] hash = MessageDigest.getInstance("SHA-512").digest(index.bytes());
        Reference pinned = app.pinned(new Digest("sha512:" + HexFormat.of().formatHex(hash)));
        fake.onRequest(request -> Optional.of(FakeResponse.of(200)
                .with("Content-Type", index.mediaType())
                .with("Docker-Content-Digest", index.digest().value())
                .containing(index.bytes())));

        assertEquals(Optional.of(index.descriptor()), registry.resolve(pinned));
        assertEquals(1, fake.count("GET", "/manifests/sha512:"));
    }

    @Test
    void sendsALargeBlobInOneUpload() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        Descriptor blob = Descriptor.of("application/octet-stream", bytes.length, Digest.of(bytes));

        registry.putBlob(app, blob, () -> new ByteArrayInputStream(bytes));

        assertTrue(registry.hasBlob(app, blob.digest()));
        try (InputStream back = registry.openBlob(app, blob)) {
            assertArrayEquals(bytes, back.readAllBytes());
        }
        assertEquals(1, fake.count("PUT", "/blobs/uploads/"));
    }

    @Test
    void acceptsAnAbsoluteUploadAddress() {
        byte[] bytes = SampleImage.bytes("hello");
        fake.onRequest(request -> request.is("POST", "/blobs/uploads/")
                        && request.query().isEmpty()
                ? Optional.of(FakeResponse.of(202)
                        .with("Location", "http://" + fake.host() + "/v2/elsewhere/blobs/uploads/42?_state=x&y=%2F"))
                : request.method().equals("PUT") ? Optional.of(FakeResponse.of(201)) : Optional.empty());

        registry.putBlob(app, descriptor(bytes), () -> new ByteArrayInputStream(bytes));

        FakeRequest put = fake.requests().get(fake.requests().size() - 1);
        assertEquals("/v2/elsewhere/blobs/uploads/42", put.path());
        assertEquals(
                Map.of(
                        "_state",
                        List.of("x"),
                        "y",
                        List.of("/"),
                        "digest",
                        List.of(Digest.of(bytes).value())),
                put.query());
    }

    @Test
    void doesNotSendABlobThatIsNotWhatItIsCalled() {
        Descriptor blob = descriptor(SampleImage.bytes("hello"));

        for (String other : List.of("hellO", "hell", "hello!")) {
            assertThrows(
                    NotAsDeclared.class,
                    () -> registry.putBlob(app, blob, () -> new ByteArrayInputStream(SampleImage.bytes(other))));
        }
        assertFalse(fake.hasBlob(app, blob.digest()));
    }

    @Test
    void noticesABlobThatArrivesDamaged() throws IOException {
        Descriptor blob = fake.addBlob(app, "application/octet-stream", SampleImage.bytes("hello"));
        fake.onRequest(request -> Optional.of(FakeResponse.of(200, "application/octet-stream", "hellO")));

        try (InputStream bytes = registry.openBlob(app, blob)) {
            NotAsDeclared wrong = assertThrows(NotAsDeclared.class, bytes::readAllBytes);
            assertTrue(wrong.getMessage().contains(blob.digest().value()), wrong.getMessage());
        }
    }

    @Test
    void saysWhichBlobIsMissing() {
        NotAsDeclared missing =
                assertThrows(NotAsDeclared.class, () -> registry.openBlob(app, descriptor(SampleImage.bytes("hello"))));
        assertTrue(missing.getMessage().startsWith(app + "@sha256:"), missing.getMessage());
    }

    @Test
    void aBlobThatIsClosedEarlyDoesNotHoldUpTheRest() throws IOException {
        byte[] bytes = new byte[50_000_000];
        Descriptor blob = fake.addBlob(app, "application/octet-stream", bytes);
        try (InputStream back = registry.openBlob(app, blob)) {
            assertEquals(0, back.read());
        }
        assertTrue(registry.hasBlob(app, blob.digest()));
    }

    @Test
    void mountsFromAnotherRepository() {
        Repository base = fake.repository("acme/base");
        Descriptor blob = fake.addBlob(base, "application/octet-stream", SampleImage.bytes("hello"));

        assertTrue(registry.mountBlob(base, app, blob.digest()));
        assertTrue(fake.hasBlob(app, blob.digest()));
    }

    @Test
    void cancelsTheUploadThatARegistryOpensInsteadOfMounting() {
        assertFalse(registry.mountBlob(fake.repository("acme/base"), app, Digest.of(new byte[1])));
        assertEquals(0, fake.openUploads());
        assertEquals(1, fake.count("DELETE", "/blobs/uploads/"));
    }

    @Test
    void doesNotAskForAMountAcrossHosts() {
        assertFalse(registry.mountBlob(new Repository("example.com", "x"), app, Digest.of(new byte[1])));
        assertEquals(List.of(), fake.requests());
    }

    @Test
    void tellsWhatTheRegistrySaid() {
        Manifest index = SampleImage.index(Map.of("linux/amd64", SampleImage.of("linux/amd64", "not pushed")));

        Unreachable refused = assertThrows(Unreachable.class, () -> registry.put(app.tagged("1.0"), index));

        assertEquals(FailureCategory.INTERNAL, refused.category());
        assertEquals(
                app + ":1.0: could not push the manifest: " + fake.host()
                        + " answered 400, MANIFEST_BLOB_UNKNOWN: blob unknown to registry: ["
                        + index.index().orElseThrow().manifests().get(0).digest() + "] (PUT http://" + fake.host()
                        + "/v2/acme/app/manifests/1.0)\n    a manifest may name only what its own repository holds:"
                        + " copy the missing parts there first",
                refused.getMessage());
    }

    @Test
    void summarisesAWebPage() {
        fake.onRequest(request -> Optional.of(FakeResponse.of(
                403, "text/html", "<!DOCTYPE html>\n<html><head><title>Blocked\n us</title></head></html>")));

        Unreachable refused = assertThrows(Unreachable.class, () -> registry.manifest(app.tagged("1.0")));

        assertTrue(refused.getMessage().contains("403, a web page titled 'Blocked us' (GET "), refused.getMessage());
    }

    @Test
    void asksWhetherTheRegistryIsRunning() {
        Reference gone = app.tagged("1.0");
        fake.close();

        Unreachable refused = assertThrows(Unreachable.class, () -> registry.manifest(gone));

        assertEquals(FailureCategory.NETWORK, refused.category());
        assertTrue(refused.getMessage().contains("refuses connections"), refused.getMessage());
        assertTrue(refused.getMessage().contains("is the registry running"), refused.getMessage());
    }

    @Test
    void refusesToPutAManifestUnderTheDigestOfAnother() {
        assertThrows(
                IllegalArgumentException.class,
                () -> registry.put(app.pinned(Digest.of(new byte[0])), SampleImage.index(Map.of())));
    }

    private static Descriptor descriptor(byte[] bytes) {
        return Descriptor.of("application/octet-stream", bytes.length, Digest.of(bytes));
    }
}
