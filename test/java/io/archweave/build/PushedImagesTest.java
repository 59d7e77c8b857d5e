package io.archweave.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.archweave.failure.NotAsDeclared;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Repository;
import io.archweave.registry.SampleImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushedImagesTest {
    private static final Repository REPOSITORY = Repository.parse("registry.example.com/acme/app");
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    private final InMemoryStore store = new InMemoryStore();
    private final SampleImage amd64 = SampleImage.of("linux/amd64", "one");
    private final SampleImage arm64 = SampleImage.of("linux/arm64", "one");

    private Digest push(Descriptor... children) {
        Manifest index = Manifest.of(new ImageIndex(2, MediaTypes.OCI_INDEX, List.of(children), Map.of()));
        store.put(REPOSITORY.pinned(index.digest()), index);
        return index.digest();
    }

    private Map<Platform, PlatformImage> read(Digest digest, Platform... platforms) {
        return PushedImages.read(store, REPOSITORY, digest, List.of(platforms));
    }

    private static Descriptor provenance(SampleImage of, String platform) {
        return SampleImage.of(platform, "provenance")
                .manifest()
                .descriptor()
                .on(Platform.of("unknown", "unknown", ""))
                .annotated(Map.of(
                        Descriptor.REFERENCE_TYPE,
                        "attestation-manifest",
                        Descriptor.REFERENCE_DIGEST,
                        of.manifest().digest().value()));
    }

    @Test
    void takesAPlainImageAsItIs() {
        amd64.pushTo(store, REPOSITORY);
        assertEquals(
                Map.of(AMD64, new PlatformImage(AMD64, amd64.manifest().descriptor(), List.of())),
                read(amd64.manifest().digest(), AMD64));
    }

    @Test
    void takesAListApartAndKeepsEachAttestationWithItsImage() {
        Descriptor one = amd64.manifest().descriptor().on(AMD64);
        Descriptor two = arm64.manifest().descriptor().on(Platform.of("linux", "arm64", "v8"));
        Descriptor aboutOne = provenance(amd64, "linux/amd64");
        Descriptor aboutTwo = provenance(arm64, "linux/arm64");

        assertEquals(
                Map.of(
                        AMD64, new PlatformImage(AMD64, one, List.of(aboutOne)),
                        ARM64, new PlatformImage(ARM64, two, List.of(aboutTwo))),
                read(push(one, two, aboutOne, aboutTwo), AMD64, ARM64));
    }

    @Test
    void takesTheOneImageOutOfAListWithItsAttestation() {
        Descriptor one = amd64.manifest().descriptor().on(AMD64);
        Descriptor aboutOne = provenance(amd64, "linux/amd64");
        assertEquals(Map.of(AMD64, new PlatformImage(AMD64, one, List.of(aboutOne))), read(push(one, aboutOne), AMD64));
    }

    @Test
    void refusesAListWithoutAPlatform() {
        Digest digest = push(amd64.manifest().descriptor().on(AMD64));
        NotAsDeclared e = assertThrows(NotAsDeclared.class, () -> read(digest, AMD64, ARM64));
        assertEquals(REPOSITORY.pinned(digest) + ": what buildx pushed has no image for linux/arm64", e.getMessage());
    }

    @Test
    void refusesWhatIsNotThere() {
        Digest digest = amd64.manifest().digest();
        NotAsDeclared e = assertThrows(NotAsDeclared.class, () -> read(digest, AMD64));
        assertEquals(
                REPOSITORY.pinned(digest) + ": buildx said that it pushed this, but it is not there", e.getMessage());
    }
}
