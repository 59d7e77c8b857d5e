package io.archweave.matrix;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.matrix.MatrixFile.ParamEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Gives every declared param its value: the one of this run, else its default; both are held against its type. */
final class Params {
    private final Findings findings;
    private final Map<String, String> given;
    private final List<Problem> wrong = new ArrayList<>();

    private Params(Findings findings, Map<String, String> given) {
        this.findings = findings;
        this.given = given;
    }

    /**
     * The values by name; one without a value is left out.
     *
     * @param given what this run was given; throws {@link InvalidInput} for what does not fit
     */
    static Map<String, String> values(MatrixFile file, Findings findings, Map<String, String> given) {
        return new Params(findings, given).values(file.params());
    }

    private Map<String, String> values(Map<String, ParamEntry> declared) {
        Map<String, String> values = new LinkedHashMap<>();
        declared.forEach((name, param) -> {
            String pointer = YamlSource.below("/params", name);
            declaration(pointer, param);
            param.fallback().ifPresent(value -> {
                misfit(param, value)
                        .ifPresent(
                                expected -> findings.add(pointer + "/default", "found '" + value + "'", expected, ""));
                values.put(name, value);
            });
            if (given.containsKey(name)) {
                given(name, param);
                values.put(name, given.get(name));
            }
        });
        for (String name : given.keySet()) {
            if (!declared.containsKey(name)) {
                unknown(name, declared);
            }
        }
        if (!wrong.isEmpty()) {
            throw new InvalidInput(wrong);
        }
        return values;
    }

    private void declaration(String pointer, ParamEntry param) {
        String type = param.type().orElse("string");
        if (!List.of("string", "choice", "boolean", "number").contains(type)) {
            findings.add(pointer + "/type", "found '" + type + "'", "string, choice, boolean or number", "");
        }
        if (type.equals("choice") && param.choices().isEmpty()) {
            findings.add(pointer, "a choice without choices", "choices: [one, other]", "");
        }
        param.pattern().ifPresent(pattern -> {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                findings.add(pointer + "/pattern", "not a regular expression: " + e.getDescription());
            }
        });
    }

    private void given(String name, ParamEntry param) {
        misfit(param, given.get(name))
                .ifPresent(expected -> wrong.add(Problem.at("--set " + name, "found '" + given.get(name) + "'")
                        .expected(expected)));
    }

    private void unknown(String name, Map<String, ParamEntry> declared) {
        Problem problem = Problem.at("--set " + name, "the file declares no such param");
        wrong.add(NearMatch.of(name, declared.keySet())
                .map(near -> problem.remedy("did you mean " + near + "?"))
                .orElse(
                        declared.isEmpty()
                                ? problem.remedy("declare it: params: {" + name + ": {}}")
                                : problem.expected("one of " + String.join(", ", declared.keySet()))));
    }

    /** What is expected instead of the value, empty if it fits. */
    private static Optional<String> misfit(ParamEntry param, String value) {
        return switch (param.type().orElse("string")) {
            case "choice" -> param.choices().contains(value)
                    ? Optional.empty()
                    : Optional.of("one of " + String.join(", ", param.choices()));
            case "boolean" -> List.of("true", "false").contains(value)
                    ? Optional.empty()
                    : Optional.of("true or false");
            case "number" -> number(param, value);
            default -> param.pattern()
                    .filter(pattern -> !matches(pattern, value))
                    .map(pattern -> "a text that matches " + pattern);
        };
    }

    private static boolean matches(String pattern, String value) {
        try {
            return Pattern.matches(pattern, value);
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private static Optional<String> number(ParamEntry param, String value) {
        String expected = "a whole number"
                + param.min().map(min -> " from " + min).orElse("")
                + param.max().map(max -> " to " + max).orElse("");
        try {
            long number = Long.parseLong(value);
            boolean fits = param.min().filter(min -> number < min).isEmpty()
                    && param.max().filter(max -> number > max).isEmpty();
            return fits ? Optional.empty() : Optional.of(expected);
        } catch (NumberFormatException e) {
            return Optional.of(expected);
        }
    }
}
