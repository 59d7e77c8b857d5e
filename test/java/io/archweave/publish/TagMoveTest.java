package io.archweave.publish;

import static io.archweave.publish.PublishScene.FIRST;
import static io.archweave.publish.PublishScene.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.build.InMemoryStore.Verb;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagMoveTest {
    private static final List<String> AMD64 = List.of("linux/amd64");
    private static final Reference ONE = tag(FIRST, "1.0");
    private static final Reference TWO = tag(FIRST, "2.0");

    private final PublishScene scene = new PublishScene();
    private final TagMove tags = new TagMove(scene.journal);
    private Manifest before;
    private Manifest after;

    private static final class FullDisk implements TagJournal {
        @Override
        public void moving(Reference tag, Optional<Digest> from, Digest to) {
            throw new UncheckedIOException(new IOException("no space left on device"));
        }

        @Override
        public void restored(Reference tag, Digest to) {}
    }

    @BeforeEach
    void push() {
        before = scene.standing(FIRST, "before", AMD64, "1.0");
        after = scene.standing(FIRST, "after", AMD64);
        scene.store.events().clear();
    }

    @Test
    void leavesATagAloneThatNamesTheManifestAlready() {
        tags.move(scene.store, ONE, before);

        assertEquals(List.of(), scene.store.events());
        assertEquals(List.of(), tags.undo());
        assertEquals(List.of(), scene.store.events());
    }

    @Test
    void notesThatATagIsNew() {
        tags.move(scene.store, TWO, after);

        assertEquals(
                List.of("moving " + TWO + " from nothing to " + after.digest().brief(), "put " + TWO),
                scene.store.events());
    }

    @Test
    void doesNotMoveATagIfTheJournalCanNotBeWritten() {
        assertThrows(UncheckedIOException.class, () -> new TagMove(new FullDisk()).move(scene.store, ONE, after));

        assertEquals(Optional.of(before.digest()), scene.store.named(ONE));
    }

    @Test
    void refusesATagThatNamesAnotherDigestAfterTheMove() {
        scene.store.after(Verb.PUT, ONE, () -> scene.store.tag(ONE, before.digest()));
        NotAsDeclared e = assertThrows(NotAsDeclared.class, () -> tags.move(scene.store, ONE, after));

        assertEquals(
                ONE + ": names " + before.digest() + " after it was moved; expected " + after.digest()
                        + "\n    does another release move the same tag at this time?",
                e.getMessage());
    }

    @Test
    void refusesATagThatNamesNothingAfterTheMove() {
        scene.store.after(Verb.PUT, ONE, () -> scene.store.lose(ONE.repository(), after.digest()));
        NotAsDeclared e = assertThrows(NotAsDeclared.class, () -> tags.move(scene.store, ONE, after));

        assertTrue(e.getMessage().contains("names nothing after it was moved"), e.getMessage());
    }

    @Test
    void putsBackTheNewestFirst() {
        scene.store.tag(TWO, before.digest());
        tags.move(scene.store, ONE, after);
        tags.move(scene.store, TWO, after);
        scene.store.events().clear();

        assertEquals(List.of(), tags.undo());
        String to = before.digest().brief();
        assertEquals(
                List.of("put " + TWO, "restored " + TWO + " to " + to, "put " + ONE, "restored " + ONE + " to " + to),
                scene.store.events());
        assertEquals(Optional.of(before.digest()), scene.store.named(ONE));
    }

    @Test
    void putsBackATagWhoseMoveWasRefusedOnlyAfterItWasDone() {
        scene.store.failOn(Verb.RESOLVE, ONE);
        assertThrows(Unreachable.class, () -> tags.move(scene.store, ONE, after));
        assertEquals(Optional.of(after.digest()), scene.store.named(ONE));

        assertEquals(List.of(), tags.undo());
        assertEquals(Optional.of(before.digest()), scene.store.named(ONE));
    }

    @Test
    void tellsThatANewTagStays() {
        tags.move(scene.store, TWO, after);

        assertEquals(
                List.of(TWO + " is new and stays: a registry can't take a name away without its image"), tags.undo());
        assertEquals(Optional.of(after.digest()), scene.store.named(TWO));
    }

    @Test
    void tellsWhatCouldNotBePutBackAndGoesOn() {
        scene.store.tag(TWO, before.digest());
        tags.move(scene.store, ONE, after);
        tags.move(scene.store, TWO, after);
        scene.store.failOn(Verb.PUT, TWO);
        scene.store.events().clear();

        assertEquals(
                List.of(TWO + " should name " + before.digest() + " again, but: " + TWO
                        + ": the registry answered 503"),
                tags.undo());
        assertEquals(Optional.of(before.digest()), scene.store.named(ONE));
        assertEquals(Optional.of(after.digest()), scene.store.named(TWO));
        assertEquals(
                List.of(
                        "put " + ONE,
                        "restored " + ONE + " to " + before.digest().brief()),
                scene.store.events());
    }
}
