package io.archweave.report;

import io.archweave.report.AlignedRows.Word;
import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellFailure;
import io.archweave.report.RunReport.CellStatus;
import io.archweave.report.RunReport.Index;
import java.util.List;
import java.util.stream.Stream;

/** A report for a terminal: the cells as a table, what failed, the names that were published, and all of it in a line. */
public final class ConsoleTable {
    private static final int LOG_LINES = 10;

    private final boolean colours;

    /**
     * Only takes note.
     *
     * @param colours whether to write the colour codes of a terminal
     */
    public ConsoleTable(boolean colours) {
        this.colours = colours;
    }

    /** The whole text, several lines, each ended by {@code \n}. */
    public String render(RunReport report) {
        StringBuilder text = new StringBuilder();
        if (!report.cells().isEmpty()) {
            text.append(table(report.cells())).append('\n');
        }
        report.cells().forEach(cell -> trouble(cell, text));
        report.indexes().forEach(index -> names(index, text));
        if (!report.indexes().isEmpty()) {
            text.append('\n');
        }
        String sentence = Tally.sentence(report);
        return text.append(Colour.of(report.result()).paint(sentence, colours))
                .append('\n')
                .toString();
    }

    private String table(List<Cell> cells) {
        AlignedRows rows = new AlignedRows();
        rows.add(Stream.of("TARGET", "PLATFORM", "STATUS", "WHERE", "TIME", "DIGEST")
                .map(Word::of)
                .toList());
        cells.forEach(cell -> rows.add(row(cell)));
        return rows.render(colours);
    }

    private static List<Word> row(Cell cell) {
        return List.of(
                Word.of(PlainText.line(cell.target())),
                Word.of(PlainText.line(cell.platform())),
                new Word(cell.status().id(), Colour.of(cell.status())),
                Word.of(CellWords.where(cell)),
                Word.of(CellWords.time(cell)),
                Word.of(cell.digest().map(ShortDigest::of).map(PlainText::line).orElse("")));
    }

    private void trouble(Cell cell, StringBuilder text) {
        if (cell.status() != CellStatus.FAILED && cell.status() != CellStatus.SKIPPED) {
            return;
        }
        String status = Colour.of(cell.status()).paint(cell.status().id(), colours);
        text.append(CellWords.name(cell)).append(' ').append(status).append(circumstances(cell));
        text.append(": ").append(CellWords.why(cell)).append('\n');
        cell.failure().ifPresent(failure -> log(failure, text));
        text.append('\n');
    }

    private static String circumstances(Cell cell) {
        String where = CellWords.where(cell);
        String attempts = CellWords.attempts(cell.attempts());
        return (where.isEmpty() ? "" : " on " + where)
                + (attempts.isEmpty() ? "" : " " + attempts)
                + (cell.required() ? "" : ", best effort");
    }

    private static void log(CellFailure failure, StringBuilder text) {
        List<String> lines = PlainText.of(failure.log()).lines().toList();
        lines.stream()
                .skip(Math.max(0, lines.size() - LOG_LINES))
                .forEach(line -> text.append("    | ").append(line).append('\n'));
        if (!failure.logFile().isEmpty()) {
            text.append("    the whole log: ")
                    .append(PlainText.line(failure.logFile()))
                    .append('\n');
        }
    }

    private void names(Index index, StringBuilder text) {
        text.append(PlainText.line(index.target())).append(' ');
        text.append(Colour.of(index.status()).paint(index.status().id(), colours));
        index.digest().ifPresent(digest -> text.append(' ').append(PlainText.line(digest)));
        text.append(index.reason().isEmpty() ? "" : ": " + PlainText.line(index.reason()));
        text.append('\n');
        index.references()
                .forEach(name -> text.append("  ").append(PlainText.line(name)).append('\n'));
    }
}
