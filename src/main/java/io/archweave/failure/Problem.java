package io.archweave.failure;

import java.util.Objects;

/**
 * One thing that is wrong, told so that a reader can mend it: {@code place: found; expected ...} and, on a line of its
 * own, the remedy.
 *
 * @param place where it is: {@code file:line:column path}, a reference, a host, a target
 * @param found what was found there, as a sentence without a full stop
 * @param expected what should be there instead, empty if {@code found} already says it
 * @param remedy what to do about it, empty if {@code expected} already says it
 */
public record Problem(String place, String found, String expected, String remedy) {

    public Problem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** Starts a problem that lies at {@code place}. */
    public static Problem at(String place, String found) {
        return new Problem(place, found, "", "");
    }

    /** The same problem with what was expected. */
    public Problem expected(String text) {
        return new Problem(place, found, text, remedy);
    }

    /** The same problem with what to do. */
    public Problem remedy(String text) {
        return new Problem(place, found, expected, text);
    }

    /** The text for a person: one line, and a second one with the remedy if there is one. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(place).append(": ").append(found);
        if (!expected.isEmpty()) {
            text.append("; expected ").append(expected);
        }
        if (!remedy.isEmpty()) {
            text.append("\n    ").append(remedy);
        }
        return text.toString();
    }
}
