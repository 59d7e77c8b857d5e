package io.archweave.matrix;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether QEMU may take a platform. */
public enum EmulationUse {
    /** Only a node whose own CPU runs the platform may build it. */
    NEVER,
    /** QEMU may, where no node has the platform natively. */
    WHEN_NEEDED,
    /** QEMU may even where a native node exists but is busier. */
    ALWAYS_ALLOWED;

    /** As written in the matrix: {@code when-needed}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<EmulationUse> of(String id) {
        return Stream.of(values()).filter(use -> use.id().equals(id)).findFirst();
    }
}
