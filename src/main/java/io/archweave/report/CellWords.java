package io.archweave.report;

import io.archweave.report.RunReport.Cell;

/** What all reports for people say of a cell, in the same words. */
final class CellWords {
    private CellWords() {}

    /** {@code target@platform}. */
    static String name(Cell cell) {
        return PlainText.line(cell.target() + "@" + cell.platform());
    }

    /** The node, marked if it emulated the platform; empty if the cell was nowhere. */
    static String where(Cell cell) {
        return where(cell.node(), cell.emulated());
    }

    /** The same for a node that has no report yet. */
    static String where(String node, boolean emulated) {
        String name = PlainText.line(node);
        if (!emulated) {
            return name;
        }
        return name.isEmpty() ? "(QEMU)" : name + " (QEMU)";
    }

    /** How long it took, empty if it was not begun. */
    static String time(Cell cell) {
        return cell.seconds() > 0 ? Elapsed.ofSeconds(cell.seconds()) : "";
    }

    /** How often it was tried, such as {@code after 3 attempts}; empty if once or never. */
    static String attempts(int attempts) {
        return attempts > 1 ? "after " + attempts + " attempts" : "";
    }

    /** Category and message of its failure, its reason if it has none. */
    static String why(Cell cell) {
        String words = PlainText.line(cell.failure()
                .map(failure -> failure.category() + ": " + failure.message())
                .orElse(cell.reason()));
        return words.isEmpty() ? "no reason is known" : words;
    }
}
