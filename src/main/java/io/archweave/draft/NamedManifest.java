package io.archweave.draft;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import java.util.Optional;

/**
 * What a registry holds under a name.
 *
 * @param name as it was asked for
 * @param manifest the answer
 */
record NamedManifest(Reference name, Manifest manifest) {

    /** The index, if it is one; throws {@link NotAsDeclared} if it is a broken one. */
    Optional<ImageIndex> index() {
        try {
            return manifest.index();
        } catch (IllegalArgumentException e) {
            throw new NotAsDeclared(Problem.at(name.toString(), "this index is broken: " + e.getMessage())
                    .remedy("push it again with a current tool"));
        }
    }
}
