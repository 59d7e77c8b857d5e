package io.archweave.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** A value that must not be seen: it prints as a mask and has to be asked for by {@link #reveal}. */
public final class Secret {
    private static final String MASK = "[secret]";

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The value itself, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The mask, always of one length. */
    @Override
    @JsonValue
    public String toString() {
        return MASK;
    }
}
