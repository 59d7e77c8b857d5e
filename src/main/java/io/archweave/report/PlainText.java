package io.archweave.report;

import java.util.regex.Pattern;

/**
 * Text from outside, such as a build's output, made fit for any kind of report: without the colours and cursor
 * movements of a terminal, and without the characters that XML forbids or that make a line read in another order.
 */
final class PlainText {
    private static final Pattern TERMINAL_SEQUENCES = Pattern.compile(
            // The first takes parameters, the second a title that a bell or a terminator ends, the third is one letter.
            "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B][^\u0007\u001B]*(?:\u0007|\u001B\\\\)|\u001B[ -/]*[0-~]");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");
    private static final Pattern LINE_ENDS = Pattern.compile("\r\n|\r");

    private PlainText() {}

    /** The text with its lines, each ended by {@code \n}. */
    static String of(String text) {
        String still = TERMINAL_SEQUENCES.matcher(text).replaceAll("");
        String lines = LINE_ENDS.matcher(still).replaceAll("\n");
        return UNPRINTABLE.matcher(lines).replaceAll("");
    }

    /** The text on one line. */
    static String line(String text) {
        return of(text).strip().replaceAll("\\s*\\n\\s*", " ").replace('\t', ' ');
    }
}
