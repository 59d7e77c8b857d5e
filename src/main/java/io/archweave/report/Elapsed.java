package io.archweave.report;

import java.time.Duration;
import java.util.Locale;

/** How long something took, in the two largest units that matter to a person. */
final class Elapsed {
    private Elapsed() {}

    /** Such as {@code 4.2 s}, {@code 42 s}, {@code 3 min 20 s} or {@code 1 h 5 min}. */
    static String of(Duration duration) {
        return ofSeconds(duration.toMillis() / 1000.0);
    }

    /** The same for a number of seconds. */
    static String ofSeconds(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, seconds));
        }
        Duration rounded = Duration.ofSeconds(Math.round(seconds));
        if (rounded.toMinutes() == 0) {
            return rounded.toSeconds() + " s";
        }
        return rounded.toHours() == 0
                ? rounded.toMinutes() + " min " + rounded.toSecondsPart() + " s"
                : rounded.toHours() + " h " + rounded.toMinutesPart() + " min";
    }
}
