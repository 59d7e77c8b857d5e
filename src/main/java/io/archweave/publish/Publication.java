package io.archweave.publish;

import io.archweave.oci.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What became of the tags of a target.
 *
 * @param release what was to be published
 * @param status how it went
 * @param digest what the tags name now if they were moved or were right already
 * @param references the names it has, as a person would give them to another tool; empty if it is held
 * @param previous what the first tag named before
 * @param reason why it is held or unchanged, or which optional destination is missing; empty if all is well
 * @param complete whether every destination, optional ones as well, has it
 */
public record Publication(
        Release release,
        Status status,
        Digest digest,
        List<String> references,
        Optional<Digest> previous,
        String reason,
        boolean complete) {
    public Publication {
        references = List.copyOf(references);
    }

    /** How it went. */
    public enum Status {
        /** The tags were moved. */
        PUBLISHED,
        /** The tags named these images already. */
        UNCHANGED,
        /** The tags were not touched: something was not as declared, or a guard held them. */
        HELD,
        /** The tags were not touched, or were put back: a required destination failed. */
        UNREACHABLE
    }
}
