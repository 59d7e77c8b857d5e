package io.archweave.build;

import java.util.function.Consumer;

/** Runs calls of buildx. */
public interface BuildRunner {
    /** Runs a call to its end and tells every line for a person. */
    CallResult run(BuildCall call, Consumer<String> lines) throws InterruptedException;
}
