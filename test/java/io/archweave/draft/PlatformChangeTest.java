package io.archweave.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.oci.Platform;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformChangeTest {
    private final Platform windows = new Platform("amd64", "windows", "10.0.17763.1", List.of("win32k"), "");

    @Test
    void whatIsNotSaidStaysAsTheImageSays() {
        assertEquals(windows, PlatformChange.NONE.applyTo(windows));
        assertEquals(
                new Platform("amd64", "windows", "10.0.20348.2", List.of("win32k"), ""),
                new PlatformChange("", "", "", "10.0.20348.2", List.of()).applyTo(windows));
    }

    @Test
    void featuresAreAddedOnce() {
        assertEquals(
                List.of("win32k", "hyperv"),
                new PlatformChange("", "", "", "", List.of("hyperv", "win32k", "hyperv"))
                        .applyTo(windows)
                        .osFeatures());
    }

    @Test
    void theLaterChangeWinsAndTheEarlierOneStaysWhereItIsSilent() {
        PlatformChange both = new PlatformChange("linux", "arm", "v6", "", List.of("a"))
                .then(new PlatformChange("", "", "v7", "1", List.of("b")));

        assertEquals(new PlatformChange("linux", "arm", "v7", "1", List.of("a", "b")), both);
    }

    @Test
    void nothingChangesNothing() {
        assertTrue(PlatformChange.NONE.then(PlatformChange.NONE).isNone());
        assertTrue(new PlatformChange("", "", "", "", List.of()).isNone());
    }
}
