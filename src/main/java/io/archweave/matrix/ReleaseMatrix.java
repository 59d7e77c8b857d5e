package io.archweave.matrix;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The release as meant: nothing left to default, expand or fill in.
 *
 * @param file where it was read
 * @param destinations where the images go; the first is where they are built to and is required
 * @param emulation whether QEMU may take a platform that no node has natively
 * @param nodes the declared nodes by name; empty means the local Engine
 * @param targets in the order of the file and of the expansion
 * @param dropped combinations and platforms that are not built, with the reason
 */
public record ReleaseMatrix(
        Path file,
        List<Destination> destinations,
        EmulationUse emulation,
        Map<String, NodeDeclaration> nodes,
        List<Target> targets,
        List<Dropped> dropped) {

    public ReleaseMatrix {
        destinations = List.copyOf(destinations);
        targets = List.copyOf(targets);
        dropped = List.copyOf(dropped);
    }

    /**
     * What a condition or an exclusion leaves out.
     *
     * @param what the target's name, or {@code target@platform}
     * @param reason why
     */
    public record Dropped(String what, String reason) {}

    /** The target with this name. */
    public Optional<Target> target(String name) {
        return targets.stream().filter(target -> target.name().equals(name)).findFirst();
    }

    /** The same release to other places. */
    public ReleaseMatrix to(List<Destination> others) {
        return new ReleaseMatrix(file, others, emulation, nodes, targets, dropped);
    }
}
