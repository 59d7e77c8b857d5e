package io.archweave.failure;

import java.util.List;

/** The matrix file, the settings or a file they name is wrong; nothing was built. */
public final class InvalidInput extends ArchweaveException {
    private static final long serialVersionUID = 1L;

    public InvalidInput(Problem problem) {
        super(problem);
    }

    public InvalidInput(List<Problem> problems) {
        super(problems, null);
    }
}
