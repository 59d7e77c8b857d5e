package io.archweave.report;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.IndexStatus;
import java.util.List;

/** What went wrong, in a line each, so that nobody has to look for it in the grid. Empty if nothing did. */
final class AttentionPart {
    private static final int LINES = 20;

    private AttentionPart() {}

    static String html(RunReport report, FailedCells failed) {
        List<Index> held = report.indexes().stream()
                .filter(index -> index.status() == IndexStatus.HELD)
                .toList();
        if (failed.all().isEmpty() && held.isEmpty()) {
            return "";
        }
        Markup markup = new Markup()
                .open("section", "id", "attention", "class", report.result().id());
        markup.element("h2", "What needs a look").open("ul");
        failed.all().stream().limit(LINES).forEach(cell -> failure(cell, failed, markup));
        more(failed.all().size(), "failed cells", "#failures", markup);
        held.stream().limit(LINES).forEach(index -> held(index, NamesPart.anchor(report, index), markup));
        more(held.size(), "held lists", "#names", markup);
        return markup.close().close().html();
    }

    private static void failure(Cell cell, FailedCells failed, Markup markup) {
        markup.open("li")
                .element("a", CellWords.name(cell), "href", "#" + failed.anchor(cell))
                .text(" failed" + (cell.required() ? "" : " (best effort)") + ": " + CellWords.why(cell))
                .close();
    }

    private static void held(Index index, String anchor, Markup markup) {
        markup.open("li").element("a", index.target(), "href", "#" + anchor).text(" held");
        markup.text(index.reason().isEmpty() ? "" : ": " + PlainText.line(index.reason()))
                .close();
    }

    private static void more(int count, String what, String where, Markup markup) {
        if (count > LINES) {
            markup.open("li").text("and ");
            markup.element("a", (count - LINES) + " more " + what, "href", where);
            markup.close();
        }
    }
}
