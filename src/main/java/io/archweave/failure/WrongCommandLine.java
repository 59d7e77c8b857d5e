package io.archweave.failure;

import java.util.List;

/** The command line asks for something that does not exist or does not go together. */
public final class WrongCommandLine extends ArchweaveException {
    private static final long serialVersionUID = 1L;

    public WrongCommandLine(Problem problem) {
        super(problem);
    }

    public WrongCommandLine(List<Problem> problems) {
        super(problems, null);
    }
}
