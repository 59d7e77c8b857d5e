package io.archweave.run;

import io.archweave.build.BuildEvents;
import io.archweave.build.CellOutcome;
import io.archweave.plan.CellId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Writes every line of every build into a file per target and hands all events on. */
final class TargetLogs implements BuildEvents, AutoCloseable {
    private final RunFolder folder;
    private final BuildEvents next;
    private final Map<String, Writer> writers = new HashMap<>();

    TargetLogs(RunFolder folder, BuildEvents next) {
        this.folder = folder;
        this.next = next;
    }

    @Override
    public void started(CellId cell, String node, boolean emulated) {
        next.started(cell, node, emulated);
    }

    @Override
    public void line(String target, String text) {
        write(target, text);
        next.line(target, text);
    }

    @Override
    public void ended(CellOutcome outcome) {
        next.ended(outcome);
    }

    private synchronized void write(String target, String text) {
        try {
            Writer writer = writers.get(target);
            if (writer == null) {
                writer = Files.newBufferedWriter(folder.log(target));
                writers.put(target, writer);
            }
            writer.write(text);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the log of " + target, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            for (Writer writer : writers.values()) {
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't close a log", e);
        }
    }
}
