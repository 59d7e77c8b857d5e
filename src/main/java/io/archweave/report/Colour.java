package io.archweave.report;

import io.archweave.report.RunReport.CellStatus;
import io.archweave.report.RunReport.IndexStatus;
import io.archweave.report.RunReport.Result;

/** Colours of a terminal; they repeat what the words say and never say more. */
enum Colour {
    NONE(""),
    GOOD("32"),
    QUIET("36"),
    WARNING("33"),
    BAD("31");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    /** The text in this colour, or as it is. */
    String paint(String text, boolean wanted) {
        return wanted && !code.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }

    static Colour of(CellStatus status) {
        return switch (status) {
            case BUILT -> GOOD;
            case REUSED -> QUIET;
            case SKIPPED -> WARNING;
            case FAILED -> BAD;
        };
    }

    static Colour of(IndexStatus status) {
        return switch (status) {
            case PUBLISHED -> GOOD;
            case UNCHANGED -> QUIET;
            case HELD -> WARNING;
        };
    }

    static Colour of(Result result) {
        return switch (result) {
            case SUCCESS -> GOOD;
            case UNSTABLE -> WARNING;
            case FAILURE -> BAD;
        };
    }
}
