package io.archweave.failure;

import java.util.List;

/** What was built or what a registry holds is not what was declared, or a guard held the tags. */
public final class NotAsDeclared extends ArchweaveException {
    private static final long serialVersionUID = 1L;

    public NotAsDeclared(Problem problem) {
        super(problem);
    }

    public NotAsDeclared(List<Problem> problems) {
        super(problems, null);
    }
}
