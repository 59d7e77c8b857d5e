package io.archweave.matrix;

import io.archweave.oci.Platform;
import java.util.List;
import java.util.Optional;

/**
 * One target on one platform as declared.
 *
 * @param platform normalised
 * @param required whether its failure fails the target; otherwise the target goes on without it
 * @param nodes the nodes that may build it by name, empty for any
 * @param emulation whether QEMU may build it, empty for what the matrix says
 * @param source how the image comes to be
 */
public record TargetPlatform(
        Platform platform, boolean required, List<String> nodes, Optional<EmulationUse> emulation, CellSource source) {
    public TargetPlatform {
        nodes = List.copyOf(nodes);
    }

    /** A required cell that any node may build. */
    public static TargetPlatform of(Platform platform, CellSource source) {
        return new TargetPlatform(platform, true, List.of(), Optional.empty(), source);
    }
}
