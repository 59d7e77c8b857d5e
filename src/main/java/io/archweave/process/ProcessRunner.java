package io.archweave.process;

/** Runs child processes. */
public interface ProcessRunner {
    /**
     * Runs a command to its end. Throws {@link io.archweave.failure.InvalidInput} if there is no such program, and
     * stops the child if this thread is interrupted.
     */
    Exit run(Command command, LineListener listener) throws InterruptedException;

    /** Ends every child that runs, waits for its end, and starts no other one. */
    void stopAll();

    /** Runs a command and keeps what it prints. */
    default Output capture(Command command) throws InterruptedException {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        Exit exit = run(command, new LineListener() {
            @Override
            public void out(String line) {
                out.append(line).append('\n');
            }

            @Override
            public void err(String line) {
                err.append(line).append('\n');
            }
        });
        return new Output(exit, out.toString(), err.toString());
    }

    /** What a finished process left. */
    record Output(Exit exit, String out, String err) {}
}
