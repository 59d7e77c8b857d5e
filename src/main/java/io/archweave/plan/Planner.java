package io.archweave.plan;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses what is wanted of a release and puts it in order. */
public final class Planner {
    private Planner() {}

    /**
     * The plan for the cells that any of the patterns names, all without patterns. Parents of what is wanted come
     * along. Throws {@link InvalidInput} if a pattern names nothing.
     *
     * @param patterns globs over target names or {@code target@platform}
     */
    public static Plan plan(ReleaseMatrix matrix, List<String> patterns) {
        List<Glob> globs = patterns.stream().map(Glob::new).toList();
        Map<String, Target> wanted = new LinkedHashMap<>();
        for (Target target : matrix.targets()) {
            select(target, globs).ifPresent(selected -> wanted.put(target.name(), selected));
        }
        refuseUnmatched(matrix, globs);
        Map<String, Target> all = new HashMap<>();
        matrix.targets().forEach(target -> all.put(target.name(), target));
        for (Target target : List.copyOf(wanted.values())) {
            addParents(all, target, wanted);
        }
        return new Plan(matrix, ordered(matrix, wanted));
    }

    private static Optional<Target> select(Target target, List<Glob> globs) {
        if (globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(target))) {
            return Optional.of(target);
        }
        List<TargetPlatform> some = target.platforms().stream()
                .filter(cell -> globs.stream().anyMatch(glob -> glob.matches(target, cell)))
                .toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(target.on(some));
    }

    private static void refuseUnmatched(ReleaseMatrix matrix, List<Glob> globs) {
        List<Problem> problems = globs.stream()
                .filter(glob -> matrix.targets().stream().noneMatch(glob::matchesAny))
                .map(glob -> Problem.at("--only " + glob.text(), "no target or cell has such a name")
                        .remedy("there are "
                                + String.join(", ", names(matrix).limit(20).toList())))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    private static Stream<String> names(ReleaseMatrix matrix) {
        return matrix.targets().stream().map(Target::name);
    }

    private static void addParents(Map<String, Target> all, Target target, Map<String, Target> wanted) {
        for (String name : target.parents()) {
            Target parent = all.get(name);
            Target known = wanted.get(name);
            if (known == null || known.platforms().size() < parent.platforms().size()) {
                wanted.put(name, parent);
                addParents(all, parent, wanted);
            }
        }
    }

    private static List<Target> ordered(ReleaseMatrix matrix, Map<String, Target> wanted) {
        Map<String, Target> ordered = new LinkedHashMap<>();
        for (Target target : matrix.targets()) {
            if (wanted.containsKey(target.name())) {
                append(wanted.get(target.name()), wanted, ordered);
            }
        }
        return new ArrayList<>(ordered.values());
    }

    private static void append(Target target, Map<String, Target> wanted, Map<String, Target> ordered) {
        if (ordered.containsKey(target.name())) {
            return;
        }
        target.parents().forEach(parent -> append(wanted.get(parent), wanted, ordered));
        ordered.put(target.name(), target);
    }
}
