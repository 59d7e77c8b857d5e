package io.archweave.publish;

import io.archweave.matrix.Tag;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;
import io.archweave.version.HighestVersion;

/**
 * Whether tags that belong to the highest version may move in a repository.
 *
 * @param store where it is
 * @param repository which one
 */
record TagClaims(ImageStore store, Repository repository) {

    /** Whether the tag has no claim, or the repository has no higher version than the one that claims it. */
    boolean holds(Tag tag) {
        return tag.claim()
                .map(claim -> new HighestVersion(claim.prefix(), claim.suffix())
                        .isHighest(claim.version(), store.tags(repository)))
                .orElse(true);
    }
}
