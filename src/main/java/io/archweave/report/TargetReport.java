package io.archweave.report;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.Index;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a report says of one target.
 *
 * @param target its name
 * @param cells in the report's order, empty if only its index is told
 * @param indexes none or one
 */
record TargetReport(String target, List<Cell> cells, List<Index> indexes) {
    TargetReport {
        cells = List.copyOf(cells);
        indexes = List.copyOf(indexes);
    }

    /** One for every target of a report, in the order in which they first occur. */
    static List<TargetReport> of(RunReport report) {
        Map<String, List<Cell>> cells = new LinkedHashMap<>();
        Map<String, List<Index>> indexes = new LinkedHashMap<>();
        report.cells().forEach(cell -> cells.computeIfAbsent(cell.target(), any -> new ArrayList<>())
                .add(cell));
        report.indexes().forEach(index -> indexes.computeIfAbsent(index.target(), any -> new ArrayList<>())
                .add(index));
        return Stream.concat(cells.keySet().stream(), indexes.keySet().stream())
                .distinct()
                .map(name -> new TargetReport(
                        name, cells.getOrDefault(name, List.of()), indexes.getOrDefault(name, List.of())))
                .toList();
    }

    /** The cell on this platform, if the target has one. */
    Optional<Cell> on(String platform) {
        return cells.stream().filter(cell -> cell.platform().equals(platform)).findFirst();
    }
}
