package io.archweave.matrix;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Map;

/** Platforms as a list, or as a mapping to what differs there. */
@JsonDeserialize(using = PlatformSetReader.class)
record PlatformSet(Map<String, PlatformEntry> entries) {
    static final PlatformSet NONE = new PlatformSet(Map.of());

    PlatformSet {
        entries = MatrixFile.copy(entries);
    }
}
