package io.archweave.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of words for a terminal, padded so that columns begin at the same place. */
final class AlignedRows {
    private static final String GAP = "  ";

    private final List<List<Word>> rows = new ArrayList<>();

    /** A word and the colour it is painted in, which takes no room. */
    record Word(String text, Colour colour) {
        /** A word without colour; what is empty shows as a dash, so that every row has as many words. */
        static Word of(String text) {
            return new Word(text.isEmpty() ? "-" : text, Colour.NONE);
        }

        private int width() {
            return text.codePointCount(0, text.length());
        }
    }

    void add(List<Word> row) {
        rows.add(List.copyOf(row));
    }

    /** All rows, each ended by {@code \n}, without spaces at the end. */
    String render(boolean colours) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> line(row, colours, text));
        return text.toString();
    }

    private void line(List<Word> row, boolean colours, StringBuilder text) {
        for (int column = 0; column < row.size(); column++) {
            Word word = row.get(column);
            text.append(word.colour().paint(word.text(), colours));
            if (column < row.size() - 1) {
                text.append(" ".repeat(width(column) - word.width())).append(GAP);
            }
        }
        text.append('\n');
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).width()).max().orElse(0);
    }
}
