package io.archweave.plan;

import io.archweave.oci.Platform;

/**
 * The name of a cell.
 *
 * @param target the target's name
 * @param platform normalised
 */
public record CellId(String target, Platform platform) {
    /** {@code target@os/arch[/variant]}. */
    @Override
    public String toString() {
        return target + "@" + platform;
    }
}
