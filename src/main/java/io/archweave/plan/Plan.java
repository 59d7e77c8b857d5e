package io.archweave.plan;

import io.archweave.matrix.ReleaseMatrix;
import io.archweave.matrix.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run does.
 *
 * @param matrix the release it is part of
 * @param targets in build order: every parent stands before its children, otherwise as declared
 */
public record Plan(ReleaseMatrix matrix, List<Target> targets) {
    public Plan {
        targets = List.copyOf(targets);
    }

    /** All cells in build order. */
    public Stream<CellId> cells() {
        return targets.stream().flatMap(Plan::cellsOf);
    }

    /** The cells of one target in declared order. */
    public static Stream<CellId> cellsOf(Target target) {
        return target.platforms().stream().map(declared -> new CellId(target.name(), declared.platform()));
    }

    /** The target with this name, if the run does it. */
    public Optional<Target> target(String name) {
        return targets.stream().filter(target -> target.name().equals(name)).findFirst();
    }
}
