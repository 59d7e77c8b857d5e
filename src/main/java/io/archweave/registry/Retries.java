package io.archweave.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends again what failed for the moment: after no answer, after 429 and after the errors of a server or a proxy in
 * trouble. It waits as long as the server says, up to a minute, or else longer each time and never the same, so that
 * many clients do not come back at once.
 */
final class Retries {
    private static final Set<Integer> TEMPORARY = Set.of(429, 500, 502, 503, 504);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST_OF_OURS = Duration.ofSeconds(20);

    private final int retries;
    private final Clock clock;
    private final Pause pause;

    Retries(int retries, Clock clock, Pause pause) {
        this.retries = retries;
        this.clock = clock;
        this.pause = pause;
    }

    /** One attempt, which must be harmless to repeat. */
    @FunctionalInterface
    interface Attempt {
        /** Sends what is to be sent; throws {@link IOException} if no answer came. */
        Answer once() throws IOException;
    }

    /** How to wait. */
    @FunctionalInterface
    interface Pause {
        /** Waits that long; throws {@link InterruptedException} if it may not. */
        void of(Duration duration) throws InterruptedException;
    }

    /**
     * The last answer, whatever it says. Throws {@link io.archweave.failure.Unreachable} if the last attempt brought
     * none.
     */
    Answer run(Purpose purpose, Attempt attempt) {
        for (int failures = 0; ; failures++) {
            boolean isLast = failures >= retries;
            try {
                Answer answer = attempt.once();
                if (isLast || !TEMPORARY.contains(answer.status())) {
                    return answer;
                }
                Duration wait = asked(answer).orElse(backOff(failures));
                answer.close();
                rest(purpose, wait);
            } catch (IOException e) {
                if (isLast || !Breakage.mayPass(e)) {
                    throw Breakage.unreachable(purpose, e);
                }
                rest(purpose, backOff(failures));
            }
        }
    }

    /** How long the server wants to be left alone, in seconds or until a date. */
    private Optional<Duration> asked(Answer answer) {
        return answer.header("Retry-After").flatMap(this::parse).map(Retries::bounded);
    }

    private Optional<Duration> parse(String retryAfter) {
        String text = retryAfter.strip();
        try {
            if (text.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(clock.instant(), until));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static Duration backOff(int failures) {
        long doubled = FIRST.toMillis() << Math.min(failures, 10);
        long most = Math.min(doubled, LONGEST_OF_OURS.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    private void rest(Purpose purpose, Duration wait) {
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Breakage.unreachable(purpose, new InterruptedIOException("interrupted while waiting to try again"));
        }
    }
}
