package io.archweave.report;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellStatus;
import java.util.List;
import java.util.stream.Stream;

/** A target as a suite of tests. */
record JUnitSuite(String name, List<JUnitCase> cases) {
    JUnitSuite {
        cases = List.copyOf(cases);
    }

    /**
     * The suite of a target.
     *
     * @param runFailed whether something required is not published; otherwise what is held was held on purpose
     */
    static JUnitSuite of(TargetReport target, boolean runFailed) {
        boolean explained = !runFailed || target.cells().stream().anyMatch(JUnitSuite::holdsTheIndex);
        List<JUnitCase> cases = Stream.concat(
                        target.cells().stream().map(JUnitCase::of),
                        target.indexes().stream().map(index -> JUnitCase.of(index, explained)))
                .toList();
        return new JUnitSuite(PlainText.line(target.target()), cases);
    }

    /** Then the cell's own case says what is wrong, and one defect is to count once. */
    private static boolean holdsTheIndex(Cell cell) {
        return cell.required() && (cell.status() == CellStatus.FAILED || cell.status() == CellStatus.SKIPPED);
    }

    long count(JUnitCase.Verdict verdict) {
        return cases.stream().filter(test -> test.verdict() == verdict).count();
    }

    double seconds() {
        return cases.stream().mapToDouble(JUnitCase::seconds).sum();
    }
}
