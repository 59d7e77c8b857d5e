package io.archweave.publish;

import static io.archweave.publish.PublishScene.FIRST;
import static io.archweave.publish.PublishScene.MIRROR;
import static io.archweave.publish.PublishScene.SECOND;
import static io.archweave.publish.PublishScene.app;
import static io.archweave.publish.PublishScene.repository;
import static io.archweave.publish.PublishScene.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.build.InMemoryStore.Verb;
import io.archweave.oci.Manifest;
import io.archweave.oci.PlatformImage;
import io.archweave.publish.Publication.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final List<String> BOTH = List.of("linux/amd64", "linux/arm64");

    private final PublishScene scene = new PublishScene();

    private Release release(String... tags) {
        return scene.ready(app(tags), "new", "linux/amd64", "linux/arm64");
    }

    @Test
    void givesNewTagsToANewImage() {
        Release release = release("1.0", "latest");
        Publication publication = scene.publish(release, FIRST);

        assertEquals(Status.PUBLISHED, publication.status());
        assertTrue(publication.complete());
        assertEquals("", publication.reason());
        assertEquals(Optional.empty(), publication.previous());
        assertEquals(release.index().digest(), publication.digest());
        assertEquals(
                List.of("first.example.com/acme/app:1.0", "first.example.com/acme/app:latest"),
                publication.references());
        assertEquals(Optional.of(release.index().digest()), scene.named(FIRST, "1.0"));
        assertEquals(Optional.of(release.index().digest()), scene.named(FIRST, "latest"));
    }

    @Test
    void tellsWhatTheFirstTagNamedBefore() {
        Manifest old = scene.standing(FIRST, "old", BOTH, "1.0");
        Publication publication = scene.publish(release("1.0"), FIRST);

        assertEquals(Status.PUBLISHED, publication.status());
        assertEquals(Optional.of(old.digest()), publication.previous());
    }

    @Test
    void writesTheJournalBeforeEachMove() {
        Manifest old = scene.standing(FIRST, "old", BOTH, "1.0");
        Release release = release("1.0");
        scene.publish(release, FIRST);

        String to = release.index().digest().brief();
        assertEquals(
                List.of(
                        "moving first.example.com/acme/app:1.0 from "
                                + old.digest().brief() + " to " + to,
                        "put first.example.com/acme/app:1.0"),
                scene.store.events());
    }

    @Test
    void movesVersionTagsEverywhereBeforeAnyFloatingOne() {
        Release release = release("latest", "1.0");
        Publication publication = scene.publish(release, FIRST, SECOND);

        List<String> expected = List.of(
                "first.example.com/acme/app:1.0",
                "second.example.com/acme/app:1.0",
                "first.example.com/acme/app:latest",
                "second.example.com/acme/app:latest");
        assertEquals(expected, publication.references());
        assertEquals(expected, tagsPut());
    }

    @Test
    void movesNothingWhereTheTagsNameTheseImagesAlready() {
        Release release = release("1.0", "latest");
        scene.store.tag(tag(FIRST, "1.0"), release.index().digest());
        scene.store.tag(tag(FIRST, "latest"), release.index().digest());
        Publication publication = scene.publish(release, FIRST);

        assertEquals(Status.UNCHANGED, publication.status());
        assertEquals("the tags name these images already", publication.reason());
        assertEquals(Optional.of(release.index().digest()), publication.previous());
        assertEquals(
                List.of("first.example.com/acme/app:1.0", "first.example.com/acme/app:latest"),
                publication.references());
        assertEquals(List.of(), scene.store.events());
    }

    @Test
    void movesTheTagThatIsNewThoughTheOthersNameTheseImagesAlready() {
        Release release = release("1.0", "2.0");
        scene.store.tag(tag(FIRST, "1.0"), release.index().digest());
        Publication publication = scene.publish(release, FIRST);

        assertEquals(Status.PUBLISHED, publication.status());
        assertEquals(List.of("first.example.com/acme/app:2.0"), tagsPut());
    }

    @Test
    void holdsAnUnchangedListThatIsBroken() {
        Release release = release("1.0");
        scene.store.tag(tag(FIRST, "1.0"), release.index().digest());
        PlatformImage arm64 = release.images().get(1);
        scene.store.lose(repository(FIRST), arm64.image().digest());
        Publication publication = scene.publish(release, FIRST);

        assertEquals(Status.HELD, publication.status());
        assertTrue(publication.reason().contains(arm64.image().digest() + ": the image is not there"));
    }

    @Test
    void holdsTagsThatWouldLoseAPlatform() {
        Manifest old = scene.standing(FIRST, "old", List.of("linux/amd64", "linux/arm64", "linux/s390x"), "latest");
        Publication publication = scene.publish(release("2.0", "latest"), FIRST);

        assertEquals(Status.HELD, publication.status());
        assertEquals(
                """
                first.example.com/acme/app:latest: would lose linux/s390x
                    build it as well, or allow the loss with --allow-platform-loss""",
                publication.reason());
        assertEquals(List.of(), scene.store.events());
        assertEquals(Optional.of(old.digest()), scene.named(FIRST, "latest"));
        assertEquals(List.of(), publication.references());
    }

    @Test
    void losesAPlatformWhereThatIsAllowed() {
        scene.standing(FIRST, "old", List.of("linux/amd64", "linux/arm64", "linux/s390x"), "latest");
        Release release = release("latest");
        Publication publication = scene.publisher(true, FIRST).publish(release);

        assertEquals(Status.PUBLISHED, publication.status());
        assertEquals(Optional.of(release.index().digest()), scene.named(FIRST, "latest"));
    }

    @Test
    void copiesTheListToFurtherDestinationsBeforeItMovesAnyTag() {
        Release release = release("1.0");
        Publication publication = scene.publish(release, FIRST, SECOND);

        assertEquals(Status.PUBLISHED, publication.status());
        int delivered = scene.store
                .events()
                .indexOf("put " + repository(SECOND).pinned(release.index().digest()));
        int moved = scene.store.events().indexOf("put first.example.com/acme/app:1.0");
        assertTrue(delivered >= 0 && delivered < moved, scene.store.events().toString());
    }

    @Test
    void tagsNothingIfARequiredDestinationCanNotTakeTheList() {
        Release release = release("1.0");
        scene.store.failOn(Verb.PUT, repository(SECOND).pinned(release.index().digest()));
        Publication publication = scene.publish(release, FIRST, SECOND);

        assertEquals(Status.UNREACHABLE, publication.status());
        assertTrue(publication.reason().contains("503"), publication.reason());
        assertEquals(List.of(), tagsPut());
        assertEquals(List.of(), publication.references());
    }

    @Test
    void tagsNothingIfWhatADestinationTookIsNotAsDeclared() {
        Release release = release("1.0");
        PlatformImage amd64 = release.images().get(0);
        scene.store.after(
                Verb.PUT,
                repository(SECOND).pinned(release.index().digest()),
                () -> scene.store.lose(repository(SECOND), amd64.image().digest()));
        Publication publication = scene.publish(release, FIRST, SECOND);

        assertEquals(Status.HELD, publication.status());
        assertEquals(List.of(), tagsPut());
    }

    @Test
    void goesOnWithoutAnOptionalDestination() {
        Release release = release("1.0");
        scene.store.failOn(Verb.PUT, repository(MIRROR).pinned(release.index().digest()));
        Publication publication = scene.publish(release, FIRST, MIRROR);

        assertEquals(Status.PUBLISHED, publication.status());
        assertFalse(publication.complete());
        assertTrue(publication.reason().startsWith("mirror.example.com/acme is left out: "), publication.reason());
        assertEquals(List.of("first.example.com/acme/app:1.0"), publication.references());
        assertEquals(List.of("first.example.com/acme/app:1.0"), tagsPut());
    }

    @Test
    void doesNotAskAnOptionalDestinationWhatItsTagsName() {
        scene.store.failOn(Verb.MANIFEST, tag(MIRROR, "1.0"));
        Publication publication = scene.publish(release("1.0"), FIRST, MIRROR);

        assertEquals(Status.PUBLISHED, publication.status());
        assertFalse(publication.complete());
        assertEquals(List.of("first.example.com/acme/app:1.0"), publication.references());
    }

    @Test
    void putsTheTagsBackThatMovedWhenALaterOneFails() {
        Manifest old = scene.standing(FIRST, "old", BOTH, "1.0", "1.1");
        Release release = release("1.0", "1.1");
        scene.store.failOnce(Verb.PUT, tag(FIRST, "1.1"));
        Publication publication = scene.publish(release, FIRST);

        assertEquals(Status.UNREACHABLE, publication.status());
        assertTrue(publication.reason().endsWith("the tags that had moved are back"), publication.reason());
        assertEquals(Optional.of(old.digest()), publication.previous());
        assertEquals(Optional.of(old.digest()), scene.named(FIRST, "1.0"));
        assertEquals(Optional.of(old.digest()), scene.named(FIRST, "1.1"));
        String back =
                "restored first.example.com/acme/app:1.0 to " + old.digest().brief();
        assertTrue(scene.store.events().contains(back), scene.store.events().toString());
    }

    @Test
    void isUnreachableIfTheTagsCanNotBeRead() {
        Release release = release("1.0");
        scene.store.failOn(Verb.MANIFEST, tag(FIRST, "1.0"));
        Publication publication = scene.publish(release, FIRST);

        assertEquals(Status.UNREACHABLE, publication.status());
        assertEquals(List.of(), scene.store.events());
    }

    @Test
    void findsTheStandingIndexOfTheSameImages() {
        Release release = release("1.0");
        assertEquals(Optional.empty(), scene.publisher(false, FIRST).standingIndex(release.target(), release.images()));

        scene.store.tag(tag(FIRST, "1.0"), release.index().digest());
        assertEquals(
                Optional.of(release.index()),
                scene.publisher(false, FIRST).standingIndex(release.target(), release.images()));
    }

    @Test
    void findsNoStandingIndexOfOtherImages() {
        scene.standing(FIRST, "old", BOTH, "1.0");
        Release release = release("1.0");
        assertEquals(Optional.empty(), scene.publisher(false, FIRST).standingIndex(release.target(), release.images()));
        List<PlatformImage> fewer = release.images().subList(0, 1);
        scene.store.tag(tag(FIRST, "1.0"), release.index().digest());
        assertEquals(Optional.empty(), scene.publisher(false, FIRST).standingIndex(release.target(), fewer));
    }

    private List<String> tagsPut() {
        return scene.store.events().stream()
                .filter(event -> event.startsWith("put ") && !event.contains("@"))
                .map(event -> event.substring("put ".length()))
                .toList();
    }
}
