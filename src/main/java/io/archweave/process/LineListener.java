package io.archweave.process;

/** Hears every line of a child process as it comes; standard output and error from a thread each. */
public interface LineListener {
    /** A line of standard output, without its end. */
    void out(String line);

    /** A line of standard error, without its end. */
    void err(String line);
}
