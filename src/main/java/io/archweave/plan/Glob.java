package io.archweave.plan;

import io.archweave.matrix.Recipe;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.matrix.Wildcard;
import java.util.stream.Stream;

/**
 * What {@code --only} was given: a pattern over targets and cells.
 *
 * @param text with {@code *} for any text and {@code ?} for one character
 */
record Glob(String text) {

    /** Whether it names the whole target: by name, its family's name, {@code group:NAME} or {@code label:KEY=VALUE}. */
    boolean matches(Target target) {
        return matches(target.name())
                || matches(target.family())
                || target.groups().stream().anyMatch(group -> matches("group:" + group))
                || text.startsWith("label:") && labels(target).anyMatch(label -> matches("label:" + label));
    }

    private boolean matches(String name) {
        return new Wildcard(text).matches(name);
    }

    private static Stream<String> labels(Target target) {
        return target.platforms().stream()
                .filter(cell -> cell.source() instanceof Recipe)
                .flatMap(cell -> ((Recipe) cell.source()).labels().entrySet().stream())
                .map(label -> label.getKey() + "=" + label.getValue());
    }

    /** Whether it names this cell. */
    boolean matches(Target target, TargetPlatform cell) {
        return matches(target.name() + "@" + cell.platform()) || matches(target.family() + "@" + cell.platform());
    }

    /** Whether it names the target or one of its cells. */
    boolean matchesAny(Target target) {
        return matches(target) || target.platforms().stream().anyMatch(cell -> matches(target, cell));
    }
}
