package io.archweave.publish;

import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import java.util.List;
import java.util.Optional;

/** A journal that writes into a list that others write into as well, so that the order of all can be told. */
record FakeJournal(List<String> events) implements TagJournal {
    @Override
    public void moving(Reference tag, Optional<Digest> from, Digest to) {
        events.add("moving " + tag + " from " + from.map(Digest::brief).orElse("nothing") + " to " + to.brief());
    }

    @Override
    public void restored(Reference tag, Digest to) {
        events.add("restored " + tag + " to " + to.brief());
    }
}
