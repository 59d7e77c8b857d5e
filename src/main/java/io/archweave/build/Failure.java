package io.archweave.build;

import io.archweave.failure.FailureCategory;
import java.util.List;

/**
 * Why a cell failed.
 *
 * @param category what kind of failure, which decides what to do
 * @param message one line
 * @param log the last lines of its output
 */
public record Failure(FailureCategory category, String message, List<String> log) {
    public Failure {
        log = List.copyOf(log);
    }
}
