package io.archweave.matrix;

import io.archweave.version.Version;
import java.util.Optional;

/**
 * A name of an image.
 *
 * @param name what a registry takes
 * @param immutable whether it may never move once it is given
 * @param claim what must hold in the registry for it to move, empty if nothing
 */
public record Tag(String name, boolean immutable, Optional<Claim> claim) {

    /** A tag that moves whenever the image changes. */
    public static Tag of(String name) {
        return new Tag(name, false, Optional.empty());
    }

    /** Whether it floats from version to version, such as latest or stable, and so moves last. */
    public boolean floats() {
        return claim.isPresent() || name.chars().noneMatch(Character::isDigit);
    }

    /**
     * A tag that belongs to the highest version of a repository.
     *
     * @param version the version that claims it
     * @param prefix what version tags begin with
     * @param suffix what version tags end with
     */
    public record Claim(Version version, String prefix, String suffix) {}
}
