package io.archweave.report;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellFailure;
import io.archweave.report.RunReport.CellStatus;
import java.util.List;
import java.util.stream.Stream;

/** The grid of all cells: a row for each target, a column for each platform. */
final class GridPart {
    private final List<String> platforms;
    private final FailedCells failed;
    private final Markup markup = new Markup();

    private GridPart(RunReport report, FailedCells failed) {
        this.platforms = report.cells().stream().map(Cell::platform).distinct().toList();
        this.failed = failed;
    }

    static String html(RunReport report, FailedCells failed) {
        if (report.cells().isEmpty()) {
            return new Markup().element("p", "There was nothing to build.").html();
        }
        return new GridPart(report, failed).table(TargetReport.of(report));
    }

    private String table(List<TargetReport> targets) {
        markup.open("table", "class", "grid", "border", "1", "cellpadding", "6");
        markup.open("thead").open("tr").element("th", "Target", "scope", "col");
        platforms.forEach(platform -> markup.element("th", platform, "scope", "col"));
        markup.close().close().open("tbody");
        targets.stream().filter(target -> !target.cells().isEmpty()).forEach(this::row);
        return markup.close().close().html();
    }

    private void row(TargetReport target) {
        markup.open("tr").element("th", target.target(), "scope", "row");
        for (String platform : platforms) {
            target.on(platform).ifPresentOrElse(this::square, this::nothing);
        }
        markup.close();
    }

    private void nothing() {
        markup.element("td", "not declared", "class", "nothing");
    }

    private void square(Cell cell) {
        markup.open("td", "class", cell.status().id());
        status(cell);
        where(cell);
        remarks(cell);
        cell.digest().ifPresent(digest -> markup.open("div")
                .element("code", ShortDigest.digits(digest), "title", digest)
                .close());
        markup.close();
    }

    private void status(Cell cell) {
        markup.open("div", "class", "status", "title", cell.reason());
        String words = sign(cell) + " " + cell.status().id();
        if (failed.all().contains(cell)) {
            markup.element("a", words, "href", "#" + failed.anchor(cell));
        } else {
            markup.element("strong", words);
        }
        String time = CellWords.time(cell);
        markup.text(time.isEmpty() ? "" : " " + time);
        markup.close();
    }

    private void where(Cell cell) {
        if (!cell.node().isEmpty()) {
            markup.open("div", "class", "where", "title", cell.node());
            markup.element("span", cell.emulated() ? "QEMU" : "native", "class", cell.emulated() ? "qemu" : "native");
            markup.text(" " + PlainText.line(cell.node())).close();
        }
    }

    private void remarks(Cell cell) {
        String category = cell.failure().map(CellFailure::category).orElse("");
        String attempts = CellWords.attempts(cell.attempts());
        String effort = cell.required() ? "" : "best effort";
        String skipped = cell.status() == CellStatus.SKIPPED ? cell.reason() : "";
        Stream.of(category, attempts, effort, skipped)
                .filter(remark -> !remark.isEmpty())
                .forEach(remark -> markup.element("div", PlainText.line(remark), "class", "remark"));
    }

    /** Tells the statuses apart where colours cannot. */
    private static String sign(Cell cell) {
        return switch (cell.status()) {
            case BUILT -> "\u2713";
            case REUSED -> "\u21BA";
            case FAILED -> "\u2715";
            case SKIPPED -> "\u2013";
        };
    }
}
