package io.archweave.report;

import io.archweave.build.BuildEvents;
import io.archweave.build.CellOutcome;
import io.archweave.plan.CellId;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells how building goes on, one line for each event, on a stream that should be standard error. May be called from
 * several threads: lines never mix.
 */
public final class ConsoleProgress implements BuildEvents {
    private final ProgressLines lines;
    private final boolean verbose;
    private final PrintWriter out;
    private final LongSupplier nanoseconds;
    private final long start;

    /**
     * Times are told from now on.
     *
     * @param verbose whether the builds' own output is told too
     * @param out written to and flushed, never closed
     */
    public ConsoleProgress(ProgressMode mode, boolean verbose, PrintWriter out) {
        this(mode, verbose, out, System::nanoTime);
    }

    ConsoleProgress(ProgressMode mode, boolean verbose, PrintWriter out, LongSupplier nanoseconds) {
        this.lines = mode == ProgressMode.JSON ? new JsonLines() : new PlainLines();
        this.verbose = verbose;
        this.out = mode == ProgressMode.NONE ? nowhere() : out;
        this.nanoseconds = nanoseconds;
        this.start = nanoseconds.getAsLong();
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void started(CellId cell, String node, boolean emulated) {
        print(lines.started(since(), cell, node, emulated));
    }

    @Override
    public synchronized void line(String target, String text) {
        if (verbose) {
            print(lines.line(since(), target, text));
        }
    }

    @Override
    public synchronized void ended(CellOutcome outcome) {
        print(lines.ended(since(), outcome));
    }

    /** One call with the line end in it: others that write to the stream cannot come between. */
    private void print(String line) {
        out.print(line + "\n");
        out.flush();
    }

    /** Taken under the lock, so that times never run backwards from line to line. */
    private Duration since() {
        return Duration.ofNanos(nanoseconds.getAsLong() - start);
    }
}
