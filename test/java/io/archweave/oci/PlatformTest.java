package io.archweave.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64",
        "linux/x86_64, linux/amd64",
        "linux/arm64/v8, linux/arm64",
        "linux/aarch64, linux/arm64",
        "linux/arm, linux/arm/v7",
        "linux/arm/7, linux/arm/v7",
        "linux/armhf, linux/arm/v7",
        "linux/armel, linux/arm/v6",
        "linux/i386, linux/386",
        "Linux/AMD64/v2, linux/amd64/v2",
        "windows/amd64, windows/amd64"
    })
    void isReadInOneSpelling(String text, String expected) {
        Platform platform = Platform.parse(text);
        assertEquals(expected, platform.toString());
        assertEquals(platform, Platform.parse(platform.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "linux/", "linux/vax", "beos/amd64", "linux/arm/v7/x", "linux/amd 64"})
    void isRefusedWithTheTextInTheMessage(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Platform.parse(text));
        assertTrue(e.getMessage().contains("'" + text + "'"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"linux/arm64/v8, linux/arm64", "linux/arm, linux/arm/v7"})
    void isTheSameMachineHoweverItIsSpelt(String a, String b) {
        String[] parts = a.split("/", -1);
        Platform raw = Platform.of(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        assertTrue(raw.sameAs(Platform.parse(b)));
    }
}
