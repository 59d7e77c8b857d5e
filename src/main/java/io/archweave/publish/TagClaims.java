package io.archweave.publish;

import io.archweave.matrix.Tag;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;

/** PROVISIONAL. */
record TagClaims(ImageStore store, Repository repository) {
    boolean holds(Tag tag) {
        return true;
    }
}
