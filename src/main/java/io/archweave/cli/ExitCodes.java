package io.archweave.cli;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Unreachable;
import io.archweave.failure.WrongCommandLine;
import io.archweave.run.Verdict;

/** What the process ends with; the numbers are part of the contract. */
final class ExitCodes {
    static final int DONE = 0;
    static final int DEFECT = 1;
    static final int USAGE = 2;
    static final int INVALID = 3;
    static final int CELL_FAILED = 4;
    static final int UNREACHABLE = 5;
    static final int NOT_AS_DECLARED = 6;
    static final int UNSTABLE = 8;

    private ExitCodes() {}

    static int of(Throwable failure) {
        if (failure instanceof WrongCommandLine) {
            return USAGE;
        }
        if (failure instanceof InvalidInput) {
            return INVALID;
        }
        if (failure instanceof Unreachable) {
            return UNREACHABLE;
        }
        return failure instanceof NotAsDeclared ? NOT_AS_DECLARED : DEFECT;
    }

    static int of(Verdict verdict) {
        return switch (verdict) {
            case DONE -> DONE;
            case UNSTABLE -> UNSTABLE;
            case NOT_AS_DECLARED -> NOT_AS_DECLARED;
            case UNREACHABLE -> UNREACHABLE;
            case CELL_FAILED -> CELL_FAILED;
        };
    }
}
