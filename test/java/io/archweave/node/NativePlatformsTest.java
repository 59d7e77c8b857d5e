package io.archweave.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.oci.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePlatformsTest {
    @ParameterizedTest
    @CsvSource({
        "amd64, linux/amd64, true",
        "amd64, linux/amd64/v3, true",
        "amd64, linux/386, true",
        "amd64, linux/arm64, false",
        "arm64, linux/arm64, true",
        "arm64, linux/arm/v7, true",
        "arm64, linux/arm/v6, true",
        "arm64, linux/amd64, false",
        "arm, linux/arm64, false",
        "386, linux/amd64, false",
        "riscv64, linux/riscv64, true",
        "s390x, linux/ppc64le, false"
    })
    void tellsWhatACpuRunsWithoutHelp(String architecture, String platform, boolean runs) {
        assertEquals(runs, NativePlatforms.runs(architecture, Platform.parse(platform)));
    }
}
