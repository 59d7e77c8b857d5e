package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCopyTest {
    @TempDir
    private Path folder;

    private final SampleImage amd64 = SampleImage.of("linux/amd64", "one");
    private final SampleImage arm64 = SampleImage.of("linux/arm64", "two");
    private final SampleImage attestation = SampleImage.of("linux/amd64", "provenance");
    private final FakeRegistry source = FakeRegistry.start();
    private final FakeRegistry target = FakeRegistry.start();
    private final Repository from = source.repository("acme/app");
    private final Repository to = target.repository("mirror/app");
    private HttpRegistry registry;
    private Manifest index;

    @BeforeEach
    void push() {
        registry = new HttpRegistry(RegistryOptions.defaults(folder).retrying(0));
        for (SampleImage image : List.of(amd64, arm64, attestation)) {
            image.pushTo(registry, from);
        }
        Descriptor about = attestation
                .manifest()
                .descriptor()
                .on(Platform.of("unknown", "unknown", ""))
                .annotated(Map.of(
                        Descriptor.REFERENCE_TYPE,
                        "attestation-manifest",
                        Descriptor.REFERENCE_DIGEST,
                        amd64.manifest().digest().value()));
        index = Manifest.of(new ImageIndex(
                2,
                MediaTypes.OCI_INDEX,
                List.of(
                        amd64.manifest().descriptor().on(Platform.parse("linux/amd64")),
                        arm64.manifest().descriptor().on(Platform.parse("linux/arm64")),
                        about),
                Map.of()));
        registry.put(from.tagged("1.0"), index);
        source.forgetRequests();
    }

    @AfterEach
    void stop() {
        registry.close();
        source.close();
        target.close();
    }

    @Test
    void copiesAnIndexWithAllThatBelongsToIt() {
        Descriptor copied = new ImageCopy(registry, registry).copy(from.tagged("1.0"), to);

        assertEquals(index.descriptor(), copied);
        assertEquals(Optional.of(index), target.manifest(to.pinned(index.digest())));
        for (SampleImage image : List.of(amd64, arm64, attestation)) {
            assertEquals(
                    Optional.of(image.manifest()),
                    target.manifest(to.pinned(image.manifest().digest())));
        }
        assertEquals(List.of(), target.tags(to));
    }

    @Test
    void sendsWhatImagesShareOnlyOnceAndNothingTheSecondTime() {
        new ImageCopy(registry, registry).copy(from.tagged("1.0"), to);
        // three configs, of which two are equal, the layer that all share, and three layers
        assertEquals(6, target.count("PUT", "/blobs/uploads/"));

        target.forgetRequests();
        new ImageCopy(registry, registry).copy(from.tagged("1.0"), to);
        assertEquals(0, target.count("PUT", "/blobs/"));
        assertEquals(1, target.count("PUT", "/manifests/"));
    }

    @Test
    void mountsWithinOneRegistry() {
        Repository sibling = source.repository("acme/other");

        new ImageCopy(registry, registry).copy(from.pinned(arm64.manifest().digest()), sibling);

        assertEquals(
                Optional.of(arm64.manifest()),
                source.manifest(sibling.pinned(arm64.manifest().digest())));
        assertEquals(3, source.count("POST", "/acme/other/blobs/uploads/"));
        assertEquals(0, source.count("PUT", "/blobs/uploads/"));
        assertEquals(0, source.count("GET", "/blobs/"));
    }

    @Test
    void streamsWhereTheRegistryDoesNotMount() {
        Repository sibling = source.repository("acme/other");
        source.onRequest(request -> request.parameter("mount").isPresent()
                ? Optional.of(FakeResponse.error(405, "UNSUPPORTED", "no mounts here"))
                : Optional.empty());

        new ImageCopy(registry, registry).copy(from.pinned(arm64.manifest().digest()), sibling);

        assertEquals(3, source.count("PUT", "/acme/other/blobs/uploads/"));
    }

    @Test
    void copiesToALayoutAndBack() {
        OciLayout layout = OciLayout.at(folder.resolve("out"));
        Repository name = Repository.parse("acme/app");
        new ImageCopy(registry, layout).copy(from.tagged("1.0"), name);
        layout.put(
                name.tagged("1.0"), layout.manifest(name.pinned(index.digest())).orElseThrow());

        new ImageCopy(layout, registry).copy(name.tagged("1.0"), to);

        assertEquals(Optional.of(index), registry.manifest(to.pinned(index.digest())));
    }

    @Test
    void copiesWithFewPermitsWhereBothEndsAreTheSameHost() {
        source.onRequest(request ->
                request.parameter("mount").isPresent() ? Optional.of(FakeResponse.of(404)) : Optional.empty());
        RegistryOptions defaults = RegistryOptions.defaults(folder);
        RegistryOptions one = new RegistryOptions(
                defaults.insecureHosts(), folder, defaults.connectTimeout(), defaults.readTimeout(), 0, 1);
        try (HttpRegistry narrow = new HttpRegistry(one)) {
            Repository sibling = source.repository("acme/other");
            new ImageCopy(narrow, narrow).copy(from.tagged("1.0"), sibling);
            assertTrue(source.manifest(sibling.pinned(index.digest())).isPresent());
        }
    }

    @Test
    void saysWhatIsMissing() {
        NotAsDeclared missing =
                assertThrows(NotAsDeclared.class, () -> new ImageCopy(registry, registry).copy(from.tagged("2.0"), to));
        assertTrue(missing.getMessage().startsWith(from + ":2.0: there is no such manifest"), missing.getMessage());
    }

    @Test
    void theFirstFailureIsTheFailureAndNothingNamesWhatIsMissing() {
        Digest layer = Digest.of(arm64.blobs().get(2));
        source.onRequest(request -> request.is("GET", layer.value())
                ? Optional.of(FakeResponse.error(403, "DENIED", "not yours"))
                : Optional.empty());

        Unreachable denied =
                assertThrows(Unreachable.class, () -> new ImageCopy(registry, registry).copy(from.tagged("1.0"), to));

        assertEquals(FailureCategory.AUTH, denied.category());
        assertTrue(denied.getMessage().startsWith(from + "@" + layer), denied.getMessage());
        assertEquals(
                Optional.empty(), target.manifest(to.pinned(arm64.manifest().digest())));
        assertEquals(Optional.empty(), target.manifest(to.pinned(index.digest())));
    }

    @Test
    void aBlobThatBreaksOffIsBlamedOnItsSource() {
        Digest layer = Digest.of(arm64.blobs().get(2));
        source.onRequest(request -> request.is("GET", layer.value())
                ? Optional.of(
                        FakeResponse.of(200).containing(arm64.blobs().get(2)).cutOff())
                : Optional.empty());

        Unreachable broken =
                assertThrows(Unreachable.class, () -> new ImageCopy(registry, registry).copy(from.tagged("1.0"), to));
        assertTrue(
                broken.getMessage().contains("the bytes of " + from + "@" + layer + " broke off"), broken.getMessage());

        Unreachable toLayout =
                assertThrows(Unreachable.class, () -> new ImageCopy(registry, OciLayout.at(folder.resolve("out")))
                        .copy(from.tagged("1.0"), to));
        assertEquals(FailureCategory.NETWORK, toLayout.category());
    }

    @Test
    void aDamagedBlobIsNotCopied() {
        Digest layer = Digest.of(arm64.blobs().get(2));
        byte[] damaged = arm64.blobs().get(2).clone();
        damaged[0]++;
        source.onRequest(request -> request.is("GET", layer.value())
                ? Optional.of(FakeResponse.of(200).containing(damaged))
                : Optional.empty());

        assertThrows(NotAsDeclared.class, () -> new ImageCopy(registry, registry).copy(from.tagged("1.0"), to));
        assertFalse(target.hasBlob(to, layer));
    }

    @Test
    void layersThatMayNotBeDistributedStayWhereTheyAre() {
        Manifest windows = new Manifest(
                MediaTypes.DOCKER_MANIFEST,
                SampleImage.bytes("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.DOCKER_MANIFEST
                        + "\",\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\",\"size\":"
                        + amd64.blobs().get(0).length + ",\"digest\":\""
                        + Digest.of(amd64.blobs().get(0)) + "\"},\"layers\":[{\"mediaType\":"
                        + "\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\",\"size\":7,\"digest\":\""
                        + Digest.of(new byte[7]) + "\",\"urls\":[\"https://example.com/x\"]}]}"));
        Reference tag = from.tagged("windows");
        source.addManifest(tag, windows);
        target.onRequest(
                request -> request.method().equals("PUT") && request.path().contains("/manifests/")
                        ? Optional.of(FakeResponse.of(201))
                        : Optional.empty());

        assertEquals(windows.descriptor(), new ImageCopy(registry, registry).copy(tag, to));
        assertEquals(1, target.count("PUT", "/blobs/uploads/"));
    }
}
