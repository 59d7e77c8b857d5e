package io.archweave.publish;

import static io.archweave.publish.PublishScene.FIRST;
import static io.archweave.publish.PublishScene.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Reference;
import io.archweave.registry.SampleImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexVerificationTest {
    private static final Digest ABSENT = Digest.of("absent".getBytes(StandardCharsets.UTF_8));

    private final PublishScene scene = new PublishScene();
    private final IndexVerification verification = new IndexVerification(scene.store);
    private final List<PlatformImage> images = scene.push(FIRST, "same", "linux/amd64", "linux/arm/v7");
    private final Descriptor amd64 = images.get(0).image().on(Platform.parse("linux/amd64"));
    private final Descriptor arm = images.get(1).image().on(Platform.parse("linux/arm/v7"));

    private Reference index(Descriptor... children) {
        Manifest index = Manifest.of(new ImageIndex(2, MediaTypes.OCI_INDEX, List.of(children), Map.of()));
        Reference reference = repository(FIRST).pinned(index.digest());
        scene.store.put(reference, index);
        return reference;
    }

    private List<String> verify(Reference reference, String... declared) {
        Set<Platform> platforms = Stream.of(declared).map(Platform::parse).collect(Collectors.toSet());
        return verification.verify(reference, platforms).stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void findsNothingWrongWithWhatIsAsDeclared() {
        Descriptor provenance = scene.attestation(FIRST, amd64.digest());
        assertEquals(List.of(), verify(index(amd64, arm, provenance), "linux/amd64", "linux/arm/v7"));
    }

    @Test
    void takesAPlatformForTheSameHoweverItIsSpelt() {
        Descriptor spelt = images.get(1).image().on(Platform.of("linux", "arm", ""));
        assertEquals(List.of(), verify(index(amd64, spelt), "linux/amd64", "linux/arm/v7"));
    }

    @Test
    void tellsThatThereIsNoSuchImage() {
        Reference reference = repository(FIRST).tagged("9.9");
        assertEquals(List.of(reference + ": there is no such image"), verify(reference, "linux/amd64"));
    }

    @Test
    void tellsThatItIsOnlyOneImage() {
        Reference reference = repository(FIRST).pinned(amd64.digest());
        assertEquals(
                List.of(reference + ": this is one image; expected a manifest list for linux/amd64, linux/arm/v7"),
                verify(reference, "linux/arm/v7", "linux/amd64"));
    }

    @Test
    void tellsWhichPlatformsAreMissingAndWhichAreNotDeclared() {
        Reference reference = index(amd64, arm);
        assertEquals(
                List.of(
                        reference + ": the list lacks linux/s390x; expected linux/amd64, linux/s390x",
                        reference + ": the list has linux/arm/v7, which is not declared; expected linux/amd64,"
                                + " linux/s390x"),
                verify(reference, "linux/amd64", "linux/s390x"));
    }

    @Test
    void tellsThatAChildIsNotThere() {
        scene.store.lose(repository(FIRST), arm.digest());
        assertEquals(
                List.of(repository(FIRST).pinned(arm.digest()) + ": the image is not there"),
                verify(index(amd64, arm), "linux/amd64", "linux/arm/v7"));
    }

    @Test
    void tellsThatAConfigIsForAnotherPlatform() {
        Descriptor disguised = images.get(0).image().on(Platform.parse("linux/arm64"));
        List<String> problems = verify(index(disguised), "linux/arm64");

        assertEquals(1, problems.size());
        assertTrue(
                problems.get(0)
                        .startsWith(repository(FIRST).pinned(amd64.digest())
                                + ": its config says linux/amd64; expected linux/arm64"),
                problems.get(0));
    }

    @Test
    void tellsEachLayerThatIsNotThere() {
        SampleImage image = SampleImage.of("linux/amd64", "same");
        List<Digest> layers = new ArrayList<>();
        for (byte[] blob : image.blobs().subList(1, image.blobs().size())) {
            layers.add(Digest.of(blob));
            scene.store.lose(repository(FIRST), Digest.of(blob));
        }
        String place = repository(FIRST).pinned(amd64.digest()).toString();

        assertEquals(
                layers.stream()
                        .map(layer -> place + ": its layer " + layer + " is not there")
                        .toList(),
                verify(index(amd64), "linux/amd64"));
    }

    @Test
    void tellsThatTheListHasTheSizeOfAChildWrong() {
        Descriptor longer = Descriptor.of(amd64.mediaType(), amd64.size() + 1, amd64.digest())
                .on(Platform.parse("linux/amd64"));
        assertEquals(
                List.of(repository(FIRST).pinned(amd64.digest()) + ": the list says " + (amd64.size() + 1)
                        + " bytes; expected " + amd64.size() + ", as many as there are"),
                verify(index(longer), "linux/amd64"));
    }

    @Test
    void tellsThatAnAttestationIsAboutAnImageOfNoList() {
        Descriptor dangling = scene.attestation(FIRST, ABSENT);
        Reference reference = index(amd64, dangling);
        assertEquals(
                List.of(reference + ": the attestation " + dangling.digest() + " is about " + ABSENT
                        + ", which is not in the list"),
                verify(reference, "linux/amd64"));
    }

    @Test
    void tellsThatAnAttestationIsNotThere() {
        Descriptor provenance = scene.attestation(FIRST, amd64.digest());
        scene.store.lose(repository(FIRST), provenance.digest());
        Reference reference = index(amd64, provenance);
        assertEquals(
                List.of(reference + ": its attestation " + provenance.digest() + " is not there"),
                verify(reference, "linux/amd64"));
    }

    @Test
    void tellsThatAChildIsAListItself() {
        Manifest inner = Manifest.of(new ImageIndex(2, MediaTypes.OCI_INDEX, List.of(amd64), Map.of()));
        scene.store.put(repository(FIRST).pinned(inner.digest()), inner);
        assertEquals(
                List.of(repository(FIRST).pinned(inner.digest()) + ": this is a " + MediaTypes.OCI_INDEX
                        + "; expected the manifest of one image"),
                verify(index(inner.descriptor().on(Platform.parse("linux/amd64"))), "linux/amd64"));
    }

    @Test
    void throwsAllThatIsWrongWhereAListIsRequired() {
        Reference reference = index(amd64);
        scene.store.lose(repository(FIRST), amd64.digest());
        NotAsDeclared e = assertThrows(
                NotAsDeclared.class, () -> verification.require(reference, Set.of(Platform.parse("linux/s390x"))));
        assertEquals(3, e.problems().size(), e.getMessage());
    }

    @Test
    void listsPlatformsInOneSpellingAndWithoutAttestations() {
        Descriptor spelt = amd64.on(Platform.of("linux", "arm64", "v8"));
        ImageIndex index = new ImageIndex(
                2, MediaTypes.OCI_INDEX, List.of(spelt, scene.attestation(FIRST, spelt.digest())), Map.of());
        assertEquals(Set.of(Platform.parse("linux/arm64")), IndexVerification.platforms(index));
    }
}
