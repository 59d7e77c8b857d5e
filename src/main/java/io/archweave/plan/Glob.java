package io.archweave.plan;

import io.archweave.matrix.Recipe;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A pattern over names in which {@code *} stands for any text and {@code ?} for one character. */
final class Glob {
    private final String text;
    private final Pattern pattern;

    Glob(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        text.chars().forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + (char) c)));
        this.pattern = Pattern.compile(regex.toString());
    }

    String text() {
        return text;
    }

    /** Whether it names the whole target: by name, its family's name, {@code group:NAME} or {@code label:KEY=VALUE}. */
    boolean matches(Target target) {
        return matches(target.name())
                || matches(target.family())
                || target.groups().stream().anyMatch(group -> matches("group:" + group))
                || text.startsWith("label:") && labels(target).anyMatch(label -> matches("label:" + label));
    }

    private boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    private static Stream<String> labels(Target target) {
        return target.platforms().stream()
                .filter(cell -> cell.source() instanceof Recipe)
                .flatMap(cell -> ((Recipe) cell.source()).labels().entrySet().stream())
                .map(label -> label.getKey() + "=" + label.getValue());
    }

    /** Whether it names this cell. */
    boolean matches(Target target, TargetPlatform cell) {
        return pattern.matcher(target.name() + "@" + cell.platform()).matches()
                || pattern.matcher(target.family() + "@" + cell.platform()).matches();
    }

    /** Whether it names the target or one of its cells. */
    boolean matchesAny(Target target) {
        return matches(target) || target.platforms().stream().anyMatch(cell -> matches(target, cell));
    }
}
