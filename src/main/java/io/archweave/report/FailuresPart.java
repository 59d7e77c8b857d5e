package io.archweave.report;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The failed cells with category, message and the last lines of their logs. Empty if there are none. */
final class FailuresPart {
    /** A path below the report's folder and nothing that a browser could take for another address. */
    private static final Pattern LOG_BESIDE = Pattern.compile("(?!/)(?!.*\\.\\.)[A-Za-z0-9._/@+=~-]+");

    private FailuresPart() {}

    static String html(FailedCells failed) {
        if (failed.all().isEmpty()) {
            return "";
        }
        Markup markup = new Markup().open("section", "id", "failures").element("h2", "Failures");
        failed.all().forEach(cell -> failure(cell, failed.anchor(cell), markup));
        return markup.close().html();
    }

    private static void failure(Cell cell, String anchor, Markup markup) {
        markup.open("section", "class", "fault", "id", anchor);
        markup.element("h3", CellWords.name(cell));
        cell.failure()
                .ifPresentOrElse(
                        failure -> message(failure, markup), () -> markup.element("p", PlainText.line(cell.reason())));
        markup.element("p", circumstances(cell), "class", "circumstances");
        cell.failure().ifPresent(failure -> log(failure, markup));
        markup.close();
    }

    private static void message(CellFailure failure, Markup markup) {
        markup.open("p", "class", "message");
        markup.element("strong", PlainText.line(failure.category()), "class", "category");
        markup.text(" " + PlainText.line(failure.message())).close();
    }

    private static String circumstances(Cell cell) {
        List<String> words = new ArrayList<>();
        if (!cell.node().isEmpty()) {
            words.add("on " + CellWords.where(cell));
        }
        words.add(CellWords.time(cell));
        words.add(CellWords.attempts(cell.attempts()));
        words.add(cell.required() ? "" : "best effort");
        words.removeIf(String::isEmpty);
        return String.join(", ", words);
    }

    private static void log(CellFailure failure, Markup markup) {
        if (!failure.log().isBlank()) {
            markup.element("pre", failure.log().stripTrailing());
        }
        if (failure.logFile().isEmpty()) {
            return;
        }
        markup.open("p", "class", "whole").text("The whole log: ");
        if (LOG_BESIDE.matcher(failure.logFile()).matches()) {
            markup.element("a", failure.logFile(), "href", failure.logFile());
        } else {
            markup.element("code", failure.logFile());
        }
        markup.close();
    }
}
