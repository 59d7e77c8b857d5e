package io.archweave.publish;

import io.archweave.failure.ArchweaveException;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.registry.ImageStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Moves the tags of one target, all or none: what moved is put back when one of them fails. */
final class TagMove {
    private final TagJournal journal;
    private final Deque<Moved> moved = new ArrayDeque<>();

    TagMove(TagJournal journal) {
        this.journal = journal;
    }

    private record Moved(ImageStore store, Reference tag, Optional<Manifest> before) {}

    /** Points a tag at a manifest that is in the store already; throws if the store then says anything else. */
    void move(ImageStore store, Reference tag, Manifest to) {
        Optional<Manifest> before = store.manifest(tag);
        if (before.filter(to::equals).isPresent()) {
            return;
        }
        journal.moving(tag, before.map(Manifest::digest), to.digest());
        moved.push(new Moved(store, tag, before));
        store.put(tag, to);
        Optional<Digest> now = store.resolve(tag).map(Descriptor::digest);
        if (now.filter(to.digest()::equals).isEmpty()) {
            throw new NotAsDeclared(Problem.at(
                            tag.toString(),
                            "names " + now.map(Digest::toString).orElse("nothing") + " after it was moved")
                    .expected(to.digest().toString())
                    .remedy("does another release move the same tag at this time?"));
        }
    }

    /** Puts back what moved, newest first, and tells what could not be put back. */
    List<String> undo() {
        List<String> left = new ArrayList<>();
        while (!moved.isEmpty()) {
            Moved move = moved.pop();
            if (move.before().isEmpty()) {
                left.add(move.tag() + " is new and stays: a registry can't take a name away without its image");
                continue;
            }
            try {
                move.store().put(move.tag(), move.before().get());
                journal.restored(move.tag(), move.before().get().digest());
            } catch (ArchweaveException e) {
                left.add(
                        move.tag() + " should name " + move.before().get().digest() + " again, but: " + e.getMessage());
            }
        }
        return left;
    }
}
