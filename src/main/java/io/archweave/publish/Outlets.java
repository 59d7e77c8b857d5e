package io.archweave.publish;

import io.archweave.matrix.Destination;
import io.archweave.registry.ImageStore;

/** Speaks to destinations. */
@FunctionalInterface
public interface Outlets {
    /** The store behind a destination. */
    ImageStore store(Destination destination);
}
