package io.archweave.process;

/** How a child process ended. */
public enum Exit {
    /** With exit code 0. */
    OK,
    /** With another exit code. */
    FAILED,
    /** Stopped because its time was up. */
    TIMED_OUT
}
