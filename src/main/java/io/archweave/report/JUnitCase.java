package io.archweave.report;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellFailure;
import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.IndexStatus;

/**
 * A cell, or the tags of a target, as a test. All texts are fit for XML.
 *
 * @param type the failure's category, empty unless it failed
 * @param message why it failed or was skipped, empty if it passed
 * @param detail message and log of the failure, empty unless it failed
 * @param output what came of it, empty if there is nothing to say
 */
record JUnitCase(
        String className,
        String name,
        double seconds,
        Verdict verdict,
        String type,
        String message,
        String detail,
        String output) {

    /** How a test went. */
    enum Verdict {
        PASSED,
        FAILED,
        SKIPPED
    }

    static JUnitCase of(Cell cell) {
        String className = className(cell.target());
        String platform = PlainText.line(cell.platform());
        String why = PlainText.line(cell.failure().map(CellFailure::message).orElse(cell.reason()));
        return switch (cell.status()) {
            case BUILT, REUSED -> new JUnitCase(
                    className, platform, cell.seconds(), Verdict.PASSED, "", "", "", output(cell));
            case SKIPPED -> new JUnitCase(className, platform, cell.seconds(), Verdict.SKIPPED, "", why, "", "");
            case FAILED -> new JUnitCase(
                    className, platform, cell.seconds(), Verdict.FAILED, category(cell), why, detail(cell, why), "");
        };
    }

    /** The tags of a target; what is held counts as failed only if nothing else explains it. */
    static JUnitCase of(Index index, boolean explained) {
        String className = className(index.target());
        String reason = PlainText.line(index.reason());
        if (index.status() != IndexStatus.HELD) {
            return new JUnitCase(className, "index", 0, Verdict.PASSED, "", "", "", output(index));
        }
        return explained
                ? new JUnitCase(className, "index", 0, Verdict.SKIPPED, "", "held: " + reason, "", "")
                : new JUnitCase(
                        className,
                        "index",
                        0,
                        Verdict.FAILED,
                        "held",
                        reason,
                        "The tags were not moved: " + reason,
                        "");
    }

    /** Jenkins takes everything before the last dot for a package, so a target's own dots would tear it apart. */
    private static String className(String target) {
        return "archweave." + PlainText.line(target).replace('.', '_');
    }

    private static String category(Cell cell) {
        return PlainText.line(cell.failure().map(CellFailure::category).orElse("internal"));
    }

    private static String detail(Cell cell, String why) {
        String where = CellWords.where(cell);
        String place = where.isEmpty() ? "" : "on " + where + "\n";
        String file = cell.failure()
                .map(CellFailure::logFile)
                .filter(path -> !path.isEmpty())
                .map(path -> "the whole log: " + path + "\n")
                .orElse("");
        String log = cell.failure().map(CellFailure::log).orElse("");
        return PlainText.of(why + "\n" + place + file + "\n" + log);
    }

    private static String output(Cell cell) {
        String where = CellWords.where(cell);
        String reason = cell.reason().isEmpty() ? "" : ": " + PlainText.line(cell.reason());
        String digest = cell.digest().map(of -> "\n" + of).orElse("");
        return PlainText.of(cell.status().id() + (where.isEmpty() ? "" : " on " + where) + reason + digest);
    }

    private static String output(Index index) {
        String digest = index.digest().map(of -> " " + of).orElse("");
        return PlainText.of(index.status().id() + digest + "\n" + String.join("\n", index.references()));
    }
}
