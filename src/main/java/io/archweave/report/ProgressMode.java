package io.archweave.report;

import java.util.Locale;

/** How a run tells what it is doing while it does it. */
public enum ProgressMode {
    /** Whatever suits the place; lines of text for now. */
    AUTO,
    /** Lines of text. */
    PLAIN,
    /** One JSON object per line. */
    JSON,
    /** Nothing. */
    NONE;

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
