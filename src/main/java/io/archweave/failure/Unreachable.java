package io.archweave.failure;

import java.util.List;

/** A registry, an Engine or the network between could not be reached, or refused. */
public final class Unreachable extends ArchweaveException {
    private static final long serialVersionUID = 1L;

    private final FailureCategory category;

    public Unreachable(FailureCategory category, Problem problem) {
        super(problem);
        this.category = category;
    }

    public Unreachable(FailureCategory category, Problem problem, Throwable cause) {
        super(List.of(problem), cause);
        this.category = category;
    }

    /** What kind of refusal it was. */
    public FailureCategory category() {
        return category;
    }
}
