package io.archweave.matrix;

import io.archweave.oci.Platform;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One combination of one target while it is read: fills templates, and knows where each key stands, in the target
 * itself, in one it extends, or in the defaults.
 */
final class Scope {
    private final Findings findings;
    private final Templates templates;
    private final List<String> chain;
    private final String name;
    private final Map<String, String> axes;
    private final Path folder;

    Scope(
            Findings findings,
            Templates templates,
            List<String> chain,
            String name,
            Map<String, String> axes,
            Path folder) {
        this.findings = findings;
        this.templates = templates;
        this.chain = chain;
        this.name = name;
        this.axes = axes;
        this.folder = folder;
    }

    /** The target's name, with its combination. */
    String name() {
        return name;
    }

    /** Where the target itself stands. */
    String pointer() {
        return chain.get(0);
    }

    /** Where a key stands, or where it would if it did. */
    String where(String key) {
        return chain.stream()
                .map(layer -> YamlSource.below(layer, key))
                .filter(findings.source()::has)
                .findFirst()
                .orElse(YamlSource.below(pointer(), key));
    }

    /** Where an entry of a mapping stands, which may come from another layer than its neighbours. */
    String where(String key, String entry) {
        return chain.stream()
                .map(layer -> YamlSource.below(YamlSource.below(layer, key), entry))
                .filter(findings.source()::has)
                .findFirst()
                .orElse(where(key));
    }

    /** The filled text; without a value the empty text, and a problem at the pointer. */
    String fillAt(String pointer, String text) {
        try {
            return templates.fill(text, name, axes);
        } catch (Templates.Unfilled e) {
            problem(pointer, e.getMessage(), "", e.remedy());
            return "";
        }
    }

    /** The filled value of a key. */
    String fill(String key, String text) {
        return text.indexOf('$') < 0 ? text : fillAt(where(key), text);
    }

    /** The filled value of a key that may be missing. */
    Optional<String> fill(String key, Optional<String> text) {
        return text.map(value -> fill(key, value));
    }

    /** The filled values of a list. */
    List<String> fill(String key, List<String> texts) {
        return texts.stream().map(text -> fill(key, text)).toList();
    }

    /** The filled values of a mapping. */
    Map<String, String> fill(String key, Map<String, String> values) {
        Map<String, String> filled = new TreeMap<>();
        values.forEach(
                (each, value) -> filled.put(each, value.indexOf('$') < 0 ? value : fillAt(where(key, each), value)));
        return filled;
    }

    /** The filled values of a mapping at a pointer, in its order. */
    Map<String, String> fillAll(String pointer, Map<String, String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        values.forEach((key, value) -> filled.put(key, fillAt(pointer, value)));
        return filled;
    }

    /** Whether a condition holds; one that can't be read is a problem and holds. */
    boolean holds(String pointer, Optional<String> condition) {
        if (condition.isEmpty()) {
            return true;
        }
        try {
            return Condition.holds(condition.get(), template -> templates.fill(template, name, axes));
        } catch (Templates.Unfilled e) {
            problem(pointer, e.getMessage(), "", e.remedy());
        } catch (IllegalArgumentException e) {
            problem(
                    pointer,
                    "not a condition: " + e.getMessage(),
                    "such as ${matrix.os} == alpine && ${matrix.python} in [3.11, 3.12]",
                    "");
        }
        return true;
    }

    /** The platform in this text, or empty and a problem at the pointer. */
    Optional<Platform> platform(String pointer, String text) {
        try {
            return Optional.of(Platform.parse(text));
        } catch (IllegalArgumentException e) {
            problem(pointer, e.getMessage(), "", "");
            return Optional.empty();
        }
    }

    /** Whether QEMU may be used, as a key of the target or of a platform says. */
    Optional<EmulationUse> emulation(String pointer, Optional<String> text) {
        Optional<EmulationUse> use = text.flatMap(EmulationUse::of);
        if (text.isPresent() && use.isEmpty()) {
            problem(pointer, "found '" + text.get() + "'", "never, when-needed or always-allowed", "");
        }
        return use;
    }

    /** A path beside the matrix file. */
    Path beside(String path) {
        return folder.resolve(path).normalize();
    }

    /** Whether something stands at the pointer. */
    boolean has(String pointer) {
        return findings.source().has(pointer);
    }

    /** Writes down a problem. */
    void problem(String pointer, String found, String expected, String remedy) {
        findings.add(pointer, found, expected, remedy);
    }
}
