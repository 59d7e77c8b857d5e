package io.archweave.report;

import io.archweave.build.CellOutcome;
import io.archweave.plan.CellId;
import java.time.Duration;

/** The wording of progress: one line for each event, without a line end. Pure. */
interface ProgressLines {
    /** A cell begins, this long after the run began. */
    String started(Duration since, CellId cell, String node, boolean emulated);

    /** A line of a target's build. */
    String line(Duration since, String target, String text);

    /** A cell has ended. */
    String ended(Duration since, CellOutcome outcome);
}
