package io.archweave.failure;

import java.util.List;
import java.util.stream.Collectors;

/** A failure that a person can act on: its message is complete and needs no stack trace. */
public abstract class ArchweaveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    protected ArchweaveException(List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    protected ArchweaveException(Problem problem) {
        this(List.of(problem), null);
    }

    /** Everything that is wrong, in the order it was found; never empty. */
    public final List<Problem> problems() {
        return problems;
    }
}
