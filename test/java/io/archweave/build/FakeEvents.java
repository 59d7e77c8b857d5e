package io.archweave.build;

import io.archweave.plan.CellId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes how building goes on, a line for each event. */
public record FakeEvents(List<String> events) implements BuildEvents {
    public FakeEvents() {
        this(new CopyOnWriteArrayList<>());
    }

    @Override
    public void started(CellId cell, String node, boolean emulated) {
        events.add("started " + cell + " on " + node + (emulated ? " emulated" : ""));
    }

    @Override
    public void line(String target, String text) {
        events.add(target + ": " + text);
    }

    @Override
    public void ended(CellOutcome outcome) {
        events.add("ended " + outcome.cell() + " " + outcome.getClass().getSimpleName());
    }
}
