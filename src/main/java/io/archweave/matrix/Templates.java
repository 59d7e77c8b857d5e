package io.archweave.matrix;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.StringSubstitutor;

/**
 * Fills {@code ${matrix.x}}, {@code ${target.name}}, {@code ${param:x}}, {@code ${env:X}},
 * {@code ${git:sha}} and {@code ${date:yyyyMMdd}} (UTC), with {@code ${env:X:-default}} for what may be missing and {@code $${x}} for a
 * literal. What was filled in is never looked at again, and nothing else is ever looked up.
 */
final class Templates {
    private final Lookups lookups;
    private final Map<String, String> params;

    Templates(Lookups lookups, Map<String, String> params) {
        this.lookups = lookups;
        this.params = Map.copyOf(params);
    }

    /** The filled text; throws {@link Unfilled} if a variable has no value. */
    String fill(String text, String target, Map<String, String> axes) throws Unfilled {
        if (text.indexOf('$') < 0) {
            return text;
        }
        String[] missing = new String[1];
        StringSubstitutor substitutor = new StringSubstitutor(name -> {
            Optional<String> value = value(name, target, axes);
            missing[0] = value.isPresent() ? missing[0] : name;
            return value.orElse(null);
        });
        substitutor.setDisableSubstitutionInValues(true).setEnableUndefinedVariableException(true);
        try {
            return substitutor.replace(text);
        } catch (IllegalArgumentException e) {
            throw new Unfilled(missing[0] == null ? text : missing[0], axes);
        }
    }

    private Optional<String> value(String name, String target, Map<String, String> axes) {
        if (name.startsWith("matrix.")) {
            return Optional.ofNullable(axes.get(name.substring("matrix.".length())));
        }
        if (name.equals("target.name")) {
            return Optional.of(target);
        }
        int colon = name.indexOf(':');
        String rest = name.substring(colon + 1);
        return switch (colon < 0 ? "" : name.substring(0, colon)) {
            case "env" -> lookups.environment(rest);
            case "git" -> lookups.git(rest);
            case "date" -> date(rest);
            case "param" -> Optional.ofNullable(params.get(rest));
            default -> Optional.empty();
        };
    }

    private Optional<String> date(String pattern) {
        try {
            return Optional.of(DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                    .withZone(ZoneOffset.UTC)
                    .format(lookups.now()));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A template that names something without a value. */
    static final class Unfilled extends Exception {
        private static final long serialVersionUID = 1L;

        private final String remedy;

        Unfilled(String name, Map<String, String> axes) {
            super("${" + name + "} has no value");
            this.remedy = remedy(name, axes);
        }

        /** What a person can do about it. */
        String remedy() {
            return remedy;
        }

        private static String remedy(String name, Map<String, String> axes) {
            if (name.startsWith("matrix.")) {
                return axes.isEmpty()
                        ? "this target has no matrix:"
                        : "its matrix has " + String.join(", ", axes.keySet());
            }
            if (name.startsWith("env:")) {
                return "set the environment variable, or give a default: ${" + name + ":-value}";
            }
            if (name.startsWith("param:")) {
                return "declare it under params:, with a default, or give it: --set " + name.substring(6) + "=value";
            }
            if (name.startsWith("git:")) {
                return "expected sha, short, tag or branch, in a git checkout that has one; or a default: ${" + name
                        + ":-value}";
            }
            if (name.startsWith("date:")) {
                return "expected a pattern of year, month and day such as ${date:yyyyMMdd}";
            }
            return "expected ${matrix.x}, ${target.name}, ${param:x}, ${env:X}, ${git:sha} or ${date:yyyyMMdd}; write $${ for a"
                    + " literal ${";
        }
    }
}
