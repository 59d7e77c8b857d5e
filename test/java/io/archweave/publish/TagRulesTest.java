package io.archweave.publish;

import static io.archweave.publish.PublishScene.FIRST;
import static io.archweave.publish.PublishScene.repository;
import static io.archweave.publish.PublishScene.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.matrix.CellSource;
import io.archweave.matrix.Tag;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.PlatformImage;
import io.archweave.publish.Publication.Status;
import io.archweave.version.Version;
import io.archweave.version.VersionScheme;
import io.archweave.weave.IndexWeaver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the rules of tags let move. */
class TagRulesTest {
    private static final List<String> AMD64 = List.of("linux/amd64");

    private final PublishScene scene = new PublishScene();

    private static Tag immutable(String name) {
        return new Tag(name, true, Optional.empty());
    }

    /** A tag for the highest version, claimed by one. */
    private static Tag claimed(String name, String version) {
        Version parsed = VersionScheme.SEMVER.parse("v", version).orElseThrow();
        return new Tag(name, false, Optional.of(new Tag.Claim(parsed, "v", "")));
    }

    private static Target target(Map<String, String> annotations, Tag... tags) {
        Target plain = PublishScene.app("unused");
        return new Target(
                plain.name(),
                plain.family(),
                plain.axes(),
                plain.groups(),
                plain.repository(),
                plain.platforms(),
                List.of(tags),
                CellSource.sorted(annotations),
                plain.tests(),
                plain.place());
    }

    private Release release(Tag... tags) {
        return scene.ready(target(Map.of(), tags), "new", "linux/amd64");
    }

    private List<String> moved() {
        return scene.store.events().stream()
                .filter(event -> event.startsWith("put ") && !event.contains("@"))
                .map(event -> event.substring(event.lastIndexOf(':') + 1))
                .toList();
    }

    @Test
    void giveAnImmutableTagOnce() {
        Publication publication = scene.publish(release(immutable("1.0")), FIRST);
        assertEquals(Status.PUBLISHED, publication.status());
        assertEquals(List.of("1.0"), moved());
    }

    @Test
    void neverMoveAnImmutableTagNorAnyBesideIt() {
        Manifest old = scene.standing(FIRST, "old", AMD64, "1.0");
        Publication publication = scene.publish(release(Tag.of("2.0"), immutable("1.0")), FIRST);

        assertEquals(Status.HELD, publication.status());
        assertEquals(
                "first.example.com/acme/app:1.0: is immutable and names " + old.digest()
                        + "\n    give this release another tag; what was published under this one stays",
                publication.reason());
        assertEquals(List.of(), moved());
    }

    @Test
    void areContentWithAnImmutableTagThatNamesTheseImagesAlready() {
        Release release = release(immutable("1.0"));
        scene.store.tag(tag(FIRST, "1.0"), release.index().digest());
        assertEquals(Status.UNCHANGED, scene.publish(release, FIRST).status());
    }

    @Test
    void giveLatestToTheHighestVersionAfterItsOwnTag() {
        scene.standing(FIRST, "old", AMD64, "v1.9.9", "latest");
        scene.publish(release(claimed("latest", "v1.10.0"), Tag.of("v1.10.0")), FIRST);
        assertEquals(List.of("v1.10.0", "latest"), moved());
    }

    @Test
    void leaveLatestWithAHigherVersion() {
        Manifest higher = scene.standing(FIRST, "old", AMD64, "v2.0.0", "latest");
        Publication publication = scene.publish(release(claimed("latest", "v1.10.0"), Tag.of("v1.10.0")), FIRST);

        assertEquals(Status.PUBLISHED, publication.status());
        assertEquals(List.of("first.example.com/acme/app:v1.10.0"), publication.references());
        assertEquals(Optional.of(higher.digest()), scene.named(FIRST, "latest"));
        assertEquals(Optional.empty(), publication.previous());
    }

    @Test
    void countATagThatIsNotToMoveForNothing() {
        scene.standing(FIRST, "old", AMD64, "v2.0.0", "latest");
        Release release = release(claimed("latest", "v1.10.0"), Tag.of("v1.10.0"));
        scene.store.tag(tag(FIRST, "v1.10.0"), release.index().digest());
        Publication publication = scene.publish(release, FIRST);

        assertEquals(Status.UNCHANGED, publication.status());
        assertEquals(List.of("first.example.com/acme/app:v1.10.0"), publication.references());
    }

    @Test
    void moveTheTagsIfOnlyTheAnnotationsOfTheListAreNew() {
        List<PlatformImage> images = scene.push(FIRST, "same", "linux/amd64");
        scene.store.tag(tag(FIRST, "1.0"), scene.weave(FIRST, images).digest());
        Map<String, String> annotations = Map.of("org.opencontainers.image.licenses", "Apache-2.0");
        Manifest annotated = Manifest.of(IndexWeaver.weave(images, annotations));
        scene.store.put(repository(FIRST).pinned(annotated.digest()), annotated);
        Release release = new Release(target(annotations, Tag.of("1.0")), annotated, images);

        assertEquals(Status.PUBLISHED, scene.publish(release, FIRST).status());
        assertEquals(Optional.of(annotated.digest()), scene.named(FIRST, "1.0"));
    }

    @Test
    void moveTheTagsIfAnImageGainsAnAttestation() {
        PlatformImage bare = scene.push(FIRST, "same", "linux/amd64").get(0);
        scene.store.tag(tag(FIRST, "1.0"), scene.weave(FIRST, List.of(bare)).digest());
        PlatformImage proven = new PlatformImage(
                bare.platform(),
                bare.image(),
                List.of(scene.attestation(FIRST, bare.image().digest())));
        Release release =
                new Release(target(Map.of(), Tag.of("1.0")), scene.weave(FIRST, List.of(proven)), List.of(proven));

        assertEquals(Status.PUBLISHED, scene.publish(release, FIRST).status());
        assertEquals(Optional.of(release.index().digest()), scene.named(FIRST, "1.0"));
    }

    @Test
    void letTheTagsStayIfAnAttestationOnlySaysOtherWords() {
        PlatformImage bare = scene.push(FIRST, "same", "linux/amd64").get(0);
        Digest image = bare.image().digest();
        PlatformImage before =
                new PlatformImage(bare.platform(), bare.image(), List.of(scene.attestation(FIRST, image)));
        PlatformImage after = new PlatformImage(
                bare.platform(),
                bare.image(),
                Stream.of(scene.push(FIRST, "other words", "linux/amd64").get(0).image())
                        .map(other ->
                                other.annotated(before.attestations().get(0).annotations()))
                        .toList());
        scene.store.tag(tag(FIRST, "1.0"), scene.weave(FIRST, List.of(before)).digest());
        Release release =
                new Release(target(Map.of(), Tag.of("1.0")), scene.weave(FIRST, List.of(after)), List.of(after));

        assertEquals(Status.UNCHANGED, scene.publish(release, FIRST).status());
    }
}
