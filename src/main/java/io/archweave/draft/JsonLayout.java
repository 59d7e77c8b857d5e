package io.archweave.draft;

import java.util.Locale;

/**
 * Sets JSON as Go's {@code encoding/json} does, in which the docker command is written: it changes the space between
 * the words only, and never the words, so that a manifest is shown as it is.
 */
final class JsonLayout {
    private final String unit;
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean hasJustOpened;

    private JsonLayout(String unit) {
        this.unit = unit;
    }

    /** Each value on a line of its own, indented by so many units as it is deep. */
    static String indented(String json, String unit) {
        return new JsonLayout(unit).set(json);
    }

    /** What Go writes for characters that would do harm in a web page; they stand in strings only. */
    static String escaped(String json) {
        StringBuilder safe = new StringBuilder();
        json.chars().forEach(letter -> {
            if ("<>&\u2028\u2029".indexOf(letter) >= 0) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", letter));
            } else {
                safe.append((char) letter);
            }
        });
        return safe.toString();
    }

    private String set(String json) {
        int at = 0;
        while (at < json.length()) {
            char letter = json.charAt(at);
            int end = letter == '"' ? endOfString(json, at) : at + 1;
            if (letter == '"') {
                word(json.substring(at, end));
            } else if (!Character.isWhitespace(letter)) {
                set(letter);
            }
            at = end;
        }
        return text.toString();
    }

    private static int endOfString(String json, int start) {
        int at = start + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, json.length());
    }

    private void set(char letter) {
        switch (letter) {
            case '{', '[' -> {
                word(String.valueOf(letter));
                depth++;
                hasJustOpened = true;
            }
            case '}', ']' -> close(letter);
            case ',' -> {
                text.append(letter);
                breakLine();
            }
            case ':' -> text.append(": ");
            default -> word(String.valueOf(letter));
        }
    }

    private void word(String word) {
        if (hasJustOpened) {
            breakLine();
            hasJustOpened = false;
        }
        text.append(word);
    }

    /** What is empty closes where it opened. */
    private void close(char letter) {
        depth--;
        if (!hasJustOpened) {
            breakLine();
        }
        hasJustOpened = false;
        text.append(letter);
    }

    private void breakLine() {
        text.append('\n').append(unit.repeat(depth));
    }
}
