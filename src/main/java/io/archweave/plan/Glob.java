package io.archweave.plan;

import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import java.util.regex.Pattern;

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

    /** Whether it names the whole target, by its name or its family's. */
    boolean matches(Target target) {
        return pattern.matcher(target.name()).matches()
                || pattern.matcher(target.family()).matches();
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
