package io.archweave.report;

import io.archweave.report.RunReport.CellStatus;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The top of the page: how it went, how long it took, how many of what. */
final class HeadlinePart {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.ENGLISH);

    private HeadlinePart() {}

    /** The text of the browser's tab. */
    static String title(RunReport report) {
        return new Markup()
                .text(report.result().id() + ": run " + PlainText.line(report.run()))
                .html();
    }

    static String html(RunReport report) {
        Markup markup = new Markup();
        String result = report.result().id();
        String capital = result.substring(0, 1).toUpperCase(Locale.ROOT) + result.substring(1);
        Duration took = Duration.between(report.started(), report.finished());
        markup.open("h1").element("span", capital, "class", "result " + result);
        markup.text(" in " + Elapsed.of(took)).close();
        when(report, markup);
        markup.open("ul", "class", "tally");
        new Tally(report).phrases().forEach(phrase -> markup.element("li", phrase));
        markup.close();
        links(report, markup);
        return markup.html();
    }

    /** A page of sixty targets is long. */
    private static void links(RunReport report, Markup markup) {
        markup.open("nav").element("a", "Cells", "href", "#cells").text(" ");
        markup.element("a", "Published", "href", "#names");
        if (new Tally(report).of(CellStatus.FAILED) > 0) {
            markup.text(" ").element("a", "Failures", "href", "#failures");
        }
        markup.close();
    }

    private static void when(RunReport report, Markup markup) {
        OffsetDateTime started = report.started().atOffset(ZoneOffset.UTC);
        OffsetDateTime finished = report.finished().atOffset(ZoneOffset.UTC);
        boolean sameDay = started.toLocalDate().equals(finished.toLocalDate());
        markup.open("p", "class", "when").text("Run ").element("code", report.run());
        markup.text(", ")
                .element(
                        "time",
                        DAY_AND_TIME.format(started),
                        "datetime",
                        report.started().toString());
        markup.text(" to ");
        markup.element(
                "time",
                (sameDay ? TIME : DAY_AND_TIME).format(finished),
                "datetime",
                report.finished().toString());
        markup.text(" UTC").close();
    }
}
