package io.archweave.matrix;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gathers what is wrong with a matrix file, so that all of it is told at once and in the order of the text. */
final class Findings {
    private final YamlSource source;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private int shapes;

    Findings(YamlSource source) {
        this.source = source;
    }

    private record Finding(String pointer, Position position, Problem problem) {}

    YamlSource source() {
        return source;
    }

    /** Writes down a problem at the value with this pointer. */
    void add(String pointer, String found, String expected, String remedy) {
        Problem problem = source.problem(pointer, found).expected(expected).remedy(remedy);
        findings.add(new Finding(pointer, source.position(pointer), problem));
    }

    /** Writes down a problem that says all by itself. */
    void add(String pointer, String found) {
        add(pointer, found, "", "");
    }

    /** Says that what was found until now is about shape: keys and kinds of values, not what they mean. */
    void shapesAreDone() {
        shapes = findings.size();
    }

    /** Whether the shape is wrong at or below the pointer, so that its meaning need not be looked at. */
    boolean taints(String pointer) {
        return findings.stream()
                .limit(shapes)
                .anyMatch(finding ->
                        finding.pointer().equals(pointer) || finding.pointer().startsWith(pointer + "/"));
    }

    /** Throws {@link InvalidInput} with everything, if there is anything. */
    void raise() {
        if (!findings.isEmpty()) {
            throw new InvalidInput(findings.stream()
                    .sorted(Comparator.comparing(Finding::position))
                    .map(Finding::problem)
                    .toList());
        }
    }
}
