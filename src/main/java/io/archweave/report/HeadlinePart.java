package io.archweave.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The top of the page: how it went, how long it took, how many of what. */
final class HeadlinePart {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.ENGLISH);

    private HeadlinePart() {}

    /** The text of the browser's tab. */
    static String title(RunReport report) {
        return new Markup()
                .text(report.result().id() + ": run " + PlainText.line(report.run()))
                .html();
    }

    static String html(RunReport report) {
        Duration took = Duration.between(report.started(), report.finished());
        Markup markup = new Markup();
        markup.open("h1")
                .element(
                        "span",
                        report.result().id(),
                        "class",
                        "result " + report.result().id())
                .text(" in " + Elapsed.of(took))
                .close();
        markup.open("p", "class", "when").text("Run ").element("code", report.run());
        markup.text(", ");
        time(report.started(), markup);
        markup.text(" to ");
        time(report.finished(), markup);
        markup.text(" UTC").close();
        markup.open("ul", "class", "tally");
        new Tally(report).phrases().forEach(phrase -> markup.element("li", phrase));
        return markup.close().html();
    }

    private static void time(Instant instant, Markup markup) {
        markup.element("time", TIME.format(instant.atOffset(ZoneOffset.UTC)), "datetime", instant.toString());
    }
}
