package io.archweave.report;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellStatus;
import java.util.List;

/** The failed cells of a report, each with the place in the page where its log stands. */
final class FailedCells {
    private final List<Cell> cells;

    FailedCells(RunReport report) {
        cells = report.cells().stream()
                .filter(cell -> cell.status() == CellStatus.FAILED)
                .toList();
    }

    /** In the report's order. */
    List<Cell> all() {
        return cells;
    }

    /** The id of a failed cell's part of the page; a number, since names may hold what an id may not. */
    String anchor(Cell cell) {
        return "failure-" + (cells.indexOf(cell) + 1);
    }
}
