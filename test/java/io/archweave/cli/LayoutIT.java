package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release into a folder, with no registry at all, read by other tools. */
class LayoutIT {
    @TempDir
    private Path folder;

    @Test
    void otherToolsReadTheFolder() throws Exception {
        Testbed testbed = new Testbed(folder);
        String name = "layout-" + testbed.registry().replaceFirst(".*/it-", "");
        testbed.write("base/Dockerfile", "ARG BASE", "FROM ${BASE}", "CMD [\"uname\", \"-m\"]");
        testbed.write("app/Dockerfile", "FROM base", "RUN echo app > /app");
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "platforms: [linux/amd64, linux/arm64, linux/s390x]",
                "targets:",
                "  base: {context: base, tags: ['1'], args: {BASE: '${env:BASE}'}}",
                "  " + name + ":",
                "    context: app",
                "    contexts: {base: 'target:base'}",
                "    tags: ['2', latest]",
                "    test: {run: [cat, /app], expect: app}");
        Path out = folder.resolve("out");
        testbed.release("--to", "oci:" + out).expect(ExitCodes.DONE);

        for (String architecture : new String[] {"amd64", "arm64", "s390x"}) {
            assertEquals(
                    architecture,
                    Testbed.tool(
                            "skopeo",
                            "inspect",
                            "--override-os",
                            "linux",
                            "--override-arch",
                            architecture,
                            "--format",
                            "{{.Architecture}}",
                            "oci:" + out + ":" + name + ":latest"));
        }
        Testbed.tool(
                "skopeo",
                "copy",
                "--all",
                "--dest-tls-verify=false",
                "oci:" + out + ":" + name + ":2",
                "docker://" + testbed.registry() + "/copied:2");
        testbed.archweave("verify", testbed.registry() + "/copied:2").expect(ExitCodes.DONE);
        loads(out, name);

        Testbed.Result second = testbed.release("--to", "oci:" + out).expect(ExitCodes.DONE);
        assertTrue(second.out().contains("2 lists unchanged"), second.out());
    }

    private void loads(Path out, String name) throws InterruptedException {
        Path tar = folder.resolve("out.tar");
        Testbed.tool("tar", "-C", out.toString(), "-cf", tar.toString(), ".");
        Testbed.tool("docker", "load", "-i", tar.toString());
        try {
            assertEquals("s390x", Testbed.tool("docker", "run", "--rm", "--platform", "linux/s390x", name + ":latest"));
        } finally {
            Testbed.tool("docker", "image", "rm", "--force", name + ":latest", name + ":2", "base:1");
        }
    }
}
