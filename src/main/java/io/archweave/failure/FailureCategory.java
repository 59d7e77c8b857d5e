package io.archweave.failure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a cell, a node or a registry failed; decides whether to try again and stands in every report. */
public enum FailureCategory {
    QEMU_CRASH,
    QEMU_HANG,
    OUT_OF_MEMORY,
    DISK_FULL,
    RATE_LIMITED,
    AUTH,
    REGISTRY_5XX,
    NETWORK,
    BASE_MISSING,
    NODE_LOST,
    TIMEOUT,
    COMPILE,
    TEST,
    INTERNAL;

    /** The name in reports: lower case with underscores, such as {@code registry_5xx}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #id()} back; throws {@link IllegalArgumentException} for anything else. */
    @JsonCreator
    public static FailureCategory of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Whether the same attempt may well succeed a moment later. */
    public boolean isTemporary() {
        return this == RATE_LIMITED || this == REGISTRY_5XX || this == NETWORK || this == QEMU_CRASH;
    }
}
