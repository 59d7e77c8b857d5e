package io.archweave.matrix;

import io.archweave.matrix.TargetEntry.MatrixEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The combinations of a matrix, in the order declared, the last axis fastest. {@code exclude} drops what it matches;
 * an {@code include} that matches combinations in all axes it names adds its other keys to them, one that matches
 * none becomes a combination itself.
 *
 * @param kept what is left
 * @param dropped what is not, with the reason
 */
record Combinations(List<Map<String, String>> kept, List<Drop> dropped) {

    /** More than anybody means; a product of a few axes gets there quickly. */
    static final int MOST = 100_000;

    /** How many combinations the axes make, {@link #MOST} and one if more. */
    static long count(MatrixEntry matrix) {
        long count = matrix.axes().isEmpty() ? 0 : 1;
        for (List<String> values : matrix.axes().values()) {
            count = Math.min(MOST + 1L, count * values.size());
        }
        return count;
    }

    /** A combination that is not built. */
    record Drop(Map<String, String> axes, String reason) {}

    static Combinations of(MatrixEntry matrix) {
        List<Map<String, String>> kept = new ArrayList<>();
        List<Drop> dropped = new ArrayList<>();
        for (Map<String, String> combination : product(matrix.axes())) {
            int by = excludedBy(combination, matrix.exclude());
            if (by < 0) {
                kept.add(combination);
            } else {
                dropped.add(new Drop(combination, "exclude[" + by + "] matches"));
            }
        }
        List<Map<String, String>> added = new ArrayList<>();
        for (Map<String, String> include : matrix.include()) {
            if (!extend(kept, include, matrix.axes())) {
                added.add(new LinkedHashMap<>(include));
            }
        }
        kept.addAll(added);
        return new Combinations(kept, dropped);
    }

    private static List<Map<String, String>> product(Map<String, List<String>> axes) {
        List<Map<String, String>> product = new ArrayList<>();
        if (axes.isEmpty()) {
            return product;
        }
        product.add(new LinkedHashMap<>());
        for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
            List<Map<String, String>> longer =
                    new ArrayList<>(product.size() * axis.getValue().size());
            for (Map<String, String> shorter : product) {
                for (String value : axis.getValue()) {
                    Map<String, String> combination = new LinkedHashMap<>(shorter);
                    combination.put(axis.getKey(), value);
                    longer.add(combination);
                }
            }
            product = longer;
        }
        return product;
    }

    private static int excludedBy(Map<String, String> combination, List<Map<String, String>> excludes) {
        for (int i = 0; i < excludes.size(); i++) {
            if (matches(combination, excludes.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(Map<String, String> combination, Map<String, String> pattern) {
        return !pattern.isEmpty()
                && pattern.entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(combination.get(entry.getKey())));
    }

    private static boolean extend(
            List<Map<String, String>> product, Map<String, String> include, Map<String, List<String>> axes) {
        Map<String, String> pattern = new LinkedHashMap<>(include);
        pattern.keySet().retainAll(axes.keySet());
        boolean extended = false;
        for (Map<String, String> combination : product) {
            if (pattern.isEmpty() || matches(combination, pattern)) {
                include.forEach(combination::putIfAbsent);
                extended = true;
            }
        }
        return extended;
    }
}
