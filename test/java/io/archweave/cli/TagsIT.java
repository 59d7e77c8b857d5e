package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code latest: auto} follows the highest version that the registry has, whatever the order of releases. */
class TagsIT {
    @TempDir
    private Path folder;

    @Test
    void latestMovesForTheHighestVersionOnly() throws Exception {
        Testbed testbed = new Testbed(folder);
        testbed.write(
                "app/Dockerfile", "ARG BASE", "FROM ${BASE}", "ARG V", "RUN echo $V > /v", "CMD [\"cat\", \"/v\"]");
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "registry: ${env:REGISTRY}",
                "platforms: [linux/amd64]",
                "params: {first: {}, second: {}}",
                "targets:",
                "  app:",
                "    context: app",
                "    matrix: {v: ['${param:first}', '${param:second}']}",
                "    args: {BASE: '${env:BASE}', V: '${matrix.v}'}",
                "    tags: [{semver: '${matrix.v}', pattern: ['{{version}}', '{{major}}.{{minor}}'], latest: auto}]");

        releases(testbed, "v1.10.0", "v1.9.0");
        assertEquals("v1.10.0", latest(testbed));
        releases(testbed, "v1.2.0", "v1.11.0-rc.1");
        assertEquals("v1.10.0", latest(testbed));
        assertEquals("v1.2.0", Testbed.run(testbed.registry() + "/app:1.2", "linux/amd64"));
        releases(testbed, "v1.8.0", "v2.0.0");
        assertEquals("v2.0.0", latest(testbed));
        assertNotEquals(latest(testbed), Testbed.run(testbed.registry() + "/app:1.11.0-rc.1", "linux/amd64"));
    }

    private static void releases(Testbed testbed, String first, String second) {
        testbed.release("--set", "first=" + first, "--set", "second=" + second).expect(ExitCodes.DONE);
    }

    private static String latest(Testbed testbed) throws InterruptedException {
        return Testbed.run(testbed.registry() + "/app:latest", "linux/amd64");
    }
}
