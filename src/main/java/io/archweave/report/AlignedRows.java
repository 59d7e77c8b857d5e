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
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        for (List<Word> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                Word word = row.get(column);
                boolean last = column == row.size() - 1;
                text.append(word.colour().paint(word.text(), colours));
                text.append(last ? "\n" : " ".repeat(widths[column] - word.width()) + GAP);
            }
        }
        return text.toString();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Word> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).width());
            }
        }
        return widths;
    }
}
