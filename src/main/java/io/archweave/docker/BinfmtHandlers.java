package io.archweave.docker;

import io.archweave.oci.Platform;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The emulators that this machine's kernel starts by itself for foreign binaries. Only handlers with flag F count:
 * without it a container would need the interpreter inside.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/binfmt-misc.html">binfmt_misc</a>
 */
public final class BinfmtHandlers {
    /** Where the kernel shows them. */
    public static final Path KERNEL = Path.of("/proc/sys/fs/binfmt_misc");

    private static final Map<String, List<String>> PLATFORMS = Map.ofEntries(
            Map.entry("qemu-x86_64", List.of("linux/amd64")),
            Map.entry("qemu-i386", List.of("linux/386")),
            Map.entry("qemu-aarch64", List.of("linux/arm64")),
            Map.entry("qemu-arm", List.of("linux/arm/v7", "linux/arm/v6", "linux/arm/v5")),
            Map.entry("qemu-riscv64", List.of("linux/riscv64")),
            Map.entry("qemu-ppc64le", List.of("linux/ppc64le")),
            Map.entry("qemu-s390x", List.of("linux/s390x")),
            Map.entry("qemu-mips64el", List.of("linux/mips64le")),
            Map.entry("qemu-mips64", List.of("linux/mips64")),
            Map.entry("qemu-loongarch64", List.of("linux/loong64")));

    private BinfmtHandlers() {}

    /** The platforms that handlers in this folder can run; none if there is no such folder. */
    public static Set<Platform> read(Path folder) {
        Set<Platform> platforms = new LinkedHashSet<>();
        if (!Files.isDirectory(folder)) {
            return platforms;
        }
        try (DirectoryStream<Path> handlers = Files.newDirectoryStream(folder, "qemu-*")) {
            for (Path handler : handlers) {
                if (works(handler)) {
                    PLATFORMS.getOrDefault(handler.getFileName().toString(), List.of()).stream()
                            .map(Platform::parse)
                            .forEach(platforms::add);
                }
            }
        } catch (IOException e) {
            return platforms;
        }
        return platforms;
    }

    private static boolean works(Path handler) throws IOException {
        List<String> lines = Files.readAllLines(handler);
        return lines.contains("enabled")
                && lines.stream().anyMatch(line -> line.startsWith("flags:") && line.contains("F"));
    }
}
