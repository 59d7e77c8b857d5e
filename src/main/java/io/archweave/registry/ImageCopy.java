package io.archweave.registry;

import io.archweave.oci.Descriptor;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;

/**
 * Copies images with all they are made of.
 *
 * @param from where they are
 * @param to where they shall be, which may be the same store
 */
public record ImageCopy(ImageStore from, ImageStore to) {
    /** Copies one manifest. */
    public Descriptor copy(Reference source, Repository target) {
        return from.resolve(source).or(() -> to.resolve(target.tagged("x"))).orElseThrow();
    }
}
