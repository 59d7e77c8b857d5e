package io.archweave.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.plan.TargetSketch;
import io.archweave.registry.SampleImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdoptionTest {
    private static final Reference SOURCE = Reference.parse("docker.io/username/x8664-test");
    private static final Repository TARGET = Repository.parse("registry.example.com/acme/app");
    private static final Platform AMD64 = Platform.parse("linux/amd64");

    private final InMemoryStore sources = new InMemoryStore();
    private final InMemoryStore store = new InMemoryStore();
    private final SampleImage amd64 = SampleImage.of("linux/amd64", "theirs");

    private CellOutcome take() {
        Target target = TargetSketch.of("app")
                .adopting("linux/amd64", SOURCE.toString())
                .target();
        Outlet outlet = new RegistryOutlet(Destination.OfRegistry.plain("registry.example.com/acme"), store);
        return new Adoption(sources, outlet).take(target, target.platforms().get(0));
    }

    private void standsAs(Manifest manifest) {
        sources.put(SOURCE, manifest);
    }

    private static Manifest list(Descriptor... children) {
        return Manifest.of(new ImageIndex(2, MediaTypes.OCI_INDEX, List.of(children), Map.of()));
    }

    @Test
    void takesAPlainImageWithAllItIsMadeOf() {
        amd64.pushTo(sources, SOURCE.repository());
        standsAs(amd64.manifest());
        CellOutcome.Taken taken = assertInstanceOf(CellOutcome.Taken.class, take());

        assertEquals(amd64.manifest().descriptor(), taken.image().image());
        assertEquals("taken from docker.io/username/x8664-test:latest", taken.reason());
        assertTrue(store.manifest(TARGET.pinned(amd64.manifest().digest())).isPresent());
        amd64.blobs().forEach(blob -> assertTrue(store.hasBlob(TARGET, Digest.of(blob))));
    }

    @Test
    void takesThePlatformOutOfAListWithItsAttestations() {
        SampleImage provenance = SampleImage.of("linux/amd64", "provenance");
        amd64.pushTo(sources, SOURCE.repository());
        provenance.pushTo(sources, SOURCE.repository());
        Descriptor about = provenance
                .manifest()
                .descriptor()
                .on(Platform.of("unknown", "unknown", ""))
                .annotated(Map.of(
                        Descriptor.REFERENCE_TYPE,
                        "attestation-manifest",
                        Descriptor.REFERENCE_DIGEST,
                        amd64.manifest().digest().value()));
        standsAs(list(amd64.manifest().descriptor().on(AMD64), about));
        CellOutcome.Taken taken = assertInstanceOf(CellOutcome.Taken.class, take());

        assertEquals(amd64.manifest().digest(), taken.image().image().digest());
        assertEquals(List.of(about), taken.image().attestations());
        assertTrue(store.manifest(TARGET.pinned(provenance.manifest().digest())).isPresent());
    }

    @Test
    void movesNoTag() {
        amd64.pushTo(sources, SOURCE.repository());
        standsAs(amd64.manifest());
        take();
        assertEquals(List.of("put " + TARGET.pinned(amd64.manifest().digest())), store.events());
    }

    @Test
    void failsIfThereIsNoSuchImage() {
        CellOutcome.Failed failed = assertInstanceOf(CellOutcome.Failed.class, take());
        assertEquals(FailureCategory.BASE_MISSING, failed.failure().category());
        assertTrue(
                failed.failure().message().startsWith("docker.io/username/x8664-test:latest: there is no such image"));
    }

    @Test
    void failsIfTheListHasNoSuchPlatform() {
        SampleImage arm64 = SampleImage.of("linux/arm64", "theirs");
        standsAs(list(arm64.manifest().descriptor().on(Platform.parse("linux/arm64"))));
        CellOutcome.Failed failed = assertInstanceOf(CellOutcome.Failed.class, take());

        assertEquals(FailureCategory.BASE_MISSING, failed.failure().category());
        assertEquals(
                "docker.io/username/x8664-test:latest: it has no image for linux/amd64; expected one of [linux/arm64]",
                failed.failure().message());
    }

    @Test
    void failsByTheRegistrysFailureIfItCanNotBeReached() {
        sources.failOn(InMemoryStore.Verb.MANIFEST, SOURCE);
        CellOutcome.Failed failed = assertInstanceOf(CellOutcome.Failed.class, take());
        assertEquals(FailureCategory.REGISTRY_5XX, failed.failure().category());
    }
}
