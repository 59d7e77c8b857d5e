package io.archweave.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinfmtHandlersTest {
    @TempDir
    private Path folder;

    private void handler(String name, String state, String flags) throws IOException {
        Files.writeString(
                folder.resolve(name),
                state + "\ninterpreter /usr/bin/" + name + "-static\nflags: " + flags
                        + "\noffset 0\nmagic 7f454c4602010100\n");
    }

    private Set<String> read() {
        return BinfmtHandlers.read(folder).stream().map(Platform::toString).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "qemu-x86_64, linux/amd64",
        "qemu-i386, linux/386",
        "qemu-aarch64, linux/arm64",
        "qemu-riscv64, linux/riscv64",
        "qemu-ppc64le, linux/ppc64le",
        "qemu-s390x, linux/s390x",
        "qemu-mips64, linux/mips64",
        "qemu-mips64el, linux/mips64le",
        "qemu-loongarch64, linux/loong64"
    })
    void knowsWhatAHandlerRuns(String handler, String platform) throws IOException {
        handler(handler, "enabled", "OCF");
        assertEquals(Set.of(platform), read());
    }

    @Test
    void runsEveryOldArmWithOneHandler() throws IOException {
        handler("qemu-arm", "enabled", "F");
        assertEquals(Set.of("linux/arm/v5", "linux/arm/v6", "linux/arm/v7"), read());
    }

    @ParameterizedTest
    @CsvSource({"disabled, OCF", "enabled, OC", "enabled, ''"})
    void doesNotCountAHandlerThatNoContainerCanUse(String state, String flags) throws IOException {
        handler("qemu-aarch64", state, flags);
        assertEquals(Set.of(), read());
    }

    @Test
    void looksOnlyAtHandlersOfQemuForArchitecturesThatItKnows() throws IOException {
        handler("qemu-hexagon", "enabled", "F");
        handler("python3.11", "enabled", "F");
        Files.writeString(folder.resolve("status"), "enabled\n");
        Files.writeString(folder.resolve("register"), "");
        assertEquals(Set.of(), read());
    }

    @Test
    void findsNothingWhereTheKernelShowsNothing() {
        assertEquals(Set.of(), BinfmtHandlers.read(folder.resolve("not-mounted")));
        assertEquals(Set.of(), read());
    }
}
