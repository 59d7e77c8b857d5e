package io.archweave.build;

import io.archweave.plan.CellId;

/** Hears how building goes on; called from several threads. */
public interface BuildEvents {
    /** A cell begins. */
    void started(CellId cell, String node, boolean emulated);

    /** A line of a target's build. */
    void line(String target, String text);

    /** A cell has ended; its image, if any, is checked and tested. */
    void ended(CellOutcome outcome);
}
