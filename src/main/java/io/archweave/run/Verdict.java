package io.archweave.run;

/** How a run ended, in the order of what weighs most. */
public enum Verdict {
    /** Everything declared is published, or was already. */
    DONE,
    /** Everything required is published; something optional is missing. */
    UNSTABLE,
    /** What was built is not what was declared, or a guard held tags. */
    NOT_AS_DECLARED,
    /** A registry, the network or an Engine failed. */
    UNREACHABLE,
    /** A required cell failed. */
    CELL_FAILED
}
