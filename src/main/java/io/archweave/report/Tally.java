package io.archweave.report;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellStatus;
import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.IndexStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many cells and indexes of a report have which status. */
final class Tally {
    private final Map<CellStatus, Long> cells;
    private final Map<IndexStatus, Long> indexes;

    Tally(RunReport report) {
        cells = report.cells().stream()
                .collect(Collectors.groupingBy(
                        Cell::status, () -> new EnumMap<>(CellStatus.class), Collectors.counting()));
        indexes = report.indexes().stream()
                .collect(Collectors.groupingBy(
                        Index::status, () -> new EnumMap<>(IndexStatus.class), Collectors.counting()));
    }

    /** The number of cells with this status. */
    long of(CellStatus status) {
        return cells.getOrDefault(status, 0L);
    }

    /** The number of indexes with this status. */
    long of(IndexStatus status) {
        return indexes.getOrDefault(status, 0L);
    }

    /** All that are not zero, such as {@code 14 cells built}, {@code 1 failed}, {@code 3 lists published}. */
    List<String> phrases() {
        List<String> phrases = new ArrayList<>();
        cells.forEach((status, count) -> phrases.add(phrase(count, phrases.isEmpty() ? "cell" : "", status.id())));
        int before = phrases.size();
        indexes.forEach(
                (status, count) -> phrases.add(phrase(count, phrases.size() == before ? "list" : "", status.id())));
        return phrases;
    }

    /** Only the first phrase of a kind names the thing that is counted. */
    private static String phrase(long count, String noun, String status) {
        if (noun.isEmpty()) {
            return count + " " + status;
        }
        return count + " " + noun + (count == 1 ? " " : "s ") + status;
    }

    /** The report in a line, such as {@code success: 15 cells built, 3 lists published in 42 s}. */
    static String sentence(RunReport report) {
        List<String> phrases = new Tally(report).phrases();
        String counted = phrases.isEmpty() ? "nothing to do" : String.join(", ", phrases);
        Duration took = Duration.between(report.started(), report.finished());
        return report.result().id() + ": " + counted + " in " + Elapsed.of(took);
    }
}
