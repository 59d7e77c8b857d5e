package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.archweave.oci.Descriptor;
import io.archweave.oci.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the Engine that {@code bin/testbed} runs. */
class OciLayoutIT {
    @TempDir
    private Path folder;

    @Test
    void dockerLoadsAndRunsWhatALayoutHolds() throws IOException, InterruptedException {
        Reference base = Reference.parse(variable("ARCHWEAVE_TEST_BASE"));
        Reference name = Reference.parse("archweave-layout-it:" + UUID.randomUUID());
        OciLayout layout = OciLayout.at(folder.resolve("out"));
        try (HttpRegistry registry = new HttpRegistry(RegistryOptions.defaults(folder))) {
            Descriptor copied = new ImageCopy(registry, layout).copy(base, name.repository());
            layout.put(
                    name,
                    layout.manifest(name.repository().pinned(copied.digest())).orElseThrow());
        }
        String tar = folder.resolve("out.tar").toString();
        run("tar", "-cf", tar, "-C", folder.resolve("out").toString(), ".");
        try {
            run("docker", "load", "--input", tar);
            assertEquals("woven", run("docker", "run", "--rm", name.toString(), "echo", "woven"));
        } finally {
            run("docker", "image", "rm", "--force", name.toString());
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + printed);
        return printed;
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseGet(() -> fail(name + " is not set: run bin/testbed up, then eval \"$(bin/testbed env)\""));
    }
}
