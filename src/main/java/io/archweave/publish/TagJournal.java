package io.archweave.publish;

import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import java.util.Optional;

/** Remembers what happens to tags, on disk before it happens. */
public interface TagJournal {
    /** A tag is about to move. */
    void moving(Reference tag, Optional<Digest> from, Digest to);

    /** A tag has been put back. */
    void restored(Reference tag, Digest to);
}
