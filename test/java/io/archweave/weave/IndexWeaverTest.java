package io.archweave.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexWeaverTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM = Platform.parse("linux/arm/v7");

    private static Descriptor manifest(String mediaType, String content) {
        return Descriptor.of(mediaType, 100, Digest.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static Descriptor attestation(Descriptor image) {
        return manifest(MediaTypes.OCI_MANIFEST, "about " + image.digest())
                .on(Platform.of("unknown", "unknown", ""))
                .annotated(Map.of(
                        Descriptor.REFERENCE_TYPE,
                        "attestation-manifest",
                        Descriptor.REFERENCE_DIGEST,
                        image.digest().value()));
    }

    private static PlatformImage oci(Platform platform) {
        Descriptor image = manifest(MediaTypes.OCI_MANIFEST, platform.toString());
        return new PlatformImage(platform, image, List.of(attestation(image)));
    }

    private static PlatformImage docker(Platform platform) {
        return new PlatformImage(platform, manifest(MediaTypes.DOCKER_MANIFEST, platform.toString()), List.of());
    }

    @Test
    void imagesComeFirstAndAttestationsBehindThemTiedToTheirImage() {
        ImageIndex index = IndexWeaver.weave(List.of(oci(ARM), oci(AMD64)), Map.of());
        assertEquals(MediaTypes.OCI_INDEX, index.mediaType());
        assertEquals(4, index.manifests().size());
        assertEquals(ARM, index.manifests().get(0).platform().orElseThrow());
        assertEquals(AMD64, index.manifests().get(1).platform().orElseThrow());
        assertEquals(
                index.manifests().get(0).digest(),
                index.manifests().get(2).attests().orElseThrow());
        assertEquals(
                index.manifests().get(1).digest(),
                index.manifests().get(3).attests().orElseThrow());
    }

    @Test
    void theSameImagesGiveTheSameBytes() {
        Manifest one = Manifest.of(IndexWeaver.weave(List.of(oci(AMD64), oci(ARM)), Map.of("b", "2", "a", "1")));
        Manifest other = Manifest.of(IndexWeaver.weave(List.of(oci(AMD64), oci(ARM)), Map.of("a", "1", "b", "2")));
        assertEquals(one, other);
        assertNotEquals(one, Manifest.of(IndexWeaver.weave(List.of(oci(AMD64)), Map.of())));
    }

    @Test
    void dockerManifestsGiveADockerListUnlessAnnotationsAreWanted() {
        List<PlatformImage> images = List.of(docker(AMD64), docker(ARM));
        assertEquals(MediaTypes.DOCKER_LIST, IndexWeaver.weave(images, Map.of()).mediaType());
        ImageIndex annotated = IndexWeaver.weave(images, Map.of("a", "1"));
        assertEquals(MediaTypes.OCI_INDEX, annotated.mediaType());
        assertEquals(Map.of("a", "1"), annotated.annotations());
        assertEquals(
                MediaTypes.OCI_INDEX,
                IndexWeaver.weave(List.of(docker(AMD64), oci(ARM)), Map.of()).mediaType());
    }

    @Test
    void whatTheImageSaysOfItsPlatformIsKept() {
        Platform windows = new Platform("amd64", "windows", "10.0.20348.1", List.of("win32k"), "");
        PlatformImage image = new PlatformImage(
                Platform.parse("windows/amd64"),
                manifest(MediaTypes.OCI_MANIFEST, "w").on(windows),
                List.of());
        ImageIndex index = IndexWeaver.weave(List.of(image), Map.of());
        assertEquals(windows, index.manifests().get(0).platform().orElseThrow());
    }

    @Test
    void twoImagesOfOnePlatformAreRefusedHoweverTheyAreSpelt() {
        PlatformImage v8 = new PlatformImage(
                Platform.parse("linux/arm64"),
                manifest(MediaTypes.OCI_MANIFEST, "v8").on(Platform.of("linux", "arm64", "v8")),
                List.of());
        InvalidInput e = assertThrows(
                InvalidInput.class, () -> IndexWeaver.weave(List.of(oci(Platform.parse("linux/arm64")), v8), Map.of()));
        assertTrue(e.getMessage().contains("two images are for linux/arm64"), e.getMessage());
        assertTrue(e.getMessage().contains(v8.image().digest().value()), e.getMessage());
    }

    @Test
    void aListOfNothingIsRefused() {
        assertThrows(InvalidInput.class, () -> IndexWeaver.weave(List.of(), Map.of()));
    }
}
