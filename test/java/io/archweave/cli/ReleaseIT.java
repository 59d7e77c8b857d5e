package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a real Engine, QEMU and registry, with other tools as judges. */
class ReleaseIT {
    private static final Map<String, String> MACHINES = new LinkedHashMap<>(Map.of(
            "linux/amd64", "x86_64",
            "linux/arm64", "aarch64",
            "linux/arm/v7", "armv7l",
            "linux/ppc64le", "ppc64le",
            "linux/s390x", "s390x"));

    @TempDir
    private Path folder;

    private Testbed testbed;

    @BeforeEach
    void matrix() {
        testbed = new Testbed(folder);
        testbed.write(
                "base/Dockerfile",
                "ARG BASE",
                "FROM ${BASE}",
                "RUN uname -m > /machine",
                "CMD [\"cat\", \"/machine\"]");
        testbed.write("app/Dockerfile", "FROM base", "ARG FLAVOUR", "RUN echo $FLAVOUR > /flavour && test -s /machine");
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "registry: ${env:REGISTRY}",
                "platforms: [linux/amd64, linux/arm64, linux/arm/v7, linux/ppc64le, linux/s390x]",
                "targets:",
                "  base:",
                "    context: base",
                "    args: {BASE: '${env:BASE}'}",
                "    tags: ['1.0', latest]",
                "  app:",
                "    context: app",
                "    contexts: {base: 'target:base'}",
                "    matrix: {flavour: [plain, full]}",
                "    args: {FLAVOUR: '${matrix.flavour}'}",
                "    tags: ['${matrix.flavour}']",
                "    test: {run: [cat, /flavour], expect: '${matrix.flavour}'}");
    }

    @Test
    void releasesThreeImagesForFivePlatforms() throws Exception {
        Testbed.Result first = testbed.release().expect(ExitCodes.DONE);
        assertTrue(first.out().contains("3 lists published"), first.out());
        JsonNode report = report();
        assertEquals("success", report.path("result").asText());
        assertEquals(15, report.path("cells").size());
        for (String name : Set.of("base:1.0", "base:latest", "app:plain", "app:full")) {
            runsEverywhere(testbed.registry() + "/" + name);
        }
        judgedBySkopeo(report);

        Testbed.Result second = testbed.release().expect(ExitCodes.DONE);
        assertTrue(second.out().contains("3 lists unchanged"), second.out());
        assertEquals(digests(report), digests(report()));
        testbed.archweave("verify", folder.resolve("archweave.yaml")).expect(ExitCodes.DONE);
    }

    private static void runsEverywhere(String image) throws InterruptedException {
        for (Map.Entry<String, String> machine : MACHINES.entrySet()) {
            assertEquals(machine.getValue(), Testbed.run(image, machine.getKey()), image + " " + machine.getKey());
        }
    }

    /** Every list as another tool reads it: the digest, the platforms, and an attestation for each of them. */
    private static void judgedBySkopeo(JsonNode report) throws Exception {
        for (JsonNode index : report.path("indexes")) {
            String name = index.path("references").get(0).asText();
            String raw = Testbed.tool("skopeo", "inspect", "--tls-verify=false", "--raw", "docker://" + name);
            JsonNode list = new ObjectMapper().readTree(raw);
            Set<String> platforms = new TreeSet<>();
            int attestations = 0;
            for (JsonNode child : list.path("manifests")) {
                JsonNode platform = child.path("platform");
                if (platform.path("os").asText().equals("unknown")) {
                    attestations++;
                } else {
                    String variant = platform.path("variant").asText("");
                    platforms.add(platform.path("os").asText() + "/"
                            + platform.path("architecture").asText() + (variant.isEmpty() ? "" : "/" + variant));
                }
            }
            assertEquals(new TreeSet<>(MACHINES.keySet()), platforms);
            assertEquals(MACHINES.size(), attestations);
            assertEquals(
                    index.path("digest").asText(),
                    Testbed.tool(
                            "skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", "docker://" + name));
        }
    }

    @Test
    void aFailingPlatformCostsOnlyItsOwnTarget() throws Exception {
        testbed.release("--only", "app-plain").expect(ExitCodes.DONE);
        String before = digests(report()).get("app-plain");
        testbed.write(
                "app/Dockerfile",
                "FROM base",
                "ARG FLAVOUR",
                "RUN echo $FLAVOUR > /flavour",
                "RUN if [ $FLAVOUR$(uname -m) = plains390x ]; then echo 'no luck on this one' >&2; exit 7; fi");

        Testbed.Result result = testbed.release().expect(ExitCodes.CELL_FAILED);

        JsonNode report = report();
        assertEquals("failure", report.path("result").asText());
        assertEquals("unchanged", index(report, "base").path("status").asText());
        assertEquals("published", index(report, "app-full").path("status").asText());
        assertEquals("held", index(report, "app-plain").path("status").asText());
        JsonNode failed = cell(report, "app-plain", "linux/s390x");
        assertEquals("failed", failed.path("status").asText());
        assertEquals("compile", failed.path("failure").path("category").asText());
        assertTrue(failed.path("failure").path("log").asText().contains("no luck on this one"), failed.toString());
        assertEquals(
                "built", cell(report, "app-plain", "linux/arm64").path("status").asText());
        assertTrue(result.out().contains("no luck on this one"), result.out());
        assertTrue(Files.readString(folder.resolve("report/report.html")).contains("no luck on this one"));
        assertEquals(before, digestOf(testbed.registry() + "/app:plain"));
    }

    @Test
    void aBestEffortPlatformMayFail() throws Exception {
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "registry: ${env:REGISTRY}",
                "targets:",
                "  soft:",
                "    context: soft",
                "    args: {BASE: '${env:BASE}'}",
                "    platforms: {linux/amd64: {}, linux/s390x: {required: false}}",
                "    tags: ['1']");
        testbed.write("soft/Dockerfile", "ARG BASE", "FROM ${BASE}", "RUN [ $(uname -m) = x86_64 ]");
        testbed.release().expect(ExitCodes.UNSTABLE);
        assertEquals("unstable", report().path("result").asText());
        assertEquals(1, index(report(), "soft").path("platforms").size());
    }

    @Test
    void aTagMayNotLoseAPlatform() throws Exception {
        testbed.release("--only", "base").expect(ExitCodes.DONE);
        String before = digestOf(testbed.registry() + "/base:latest");
        testbed.write("base/Dockerfile", "ARG BASE", "FROM ${BASE}", "RUN echo changed > /machine");

        Testbed.Result held = testbed.release("--only", "base@linux/amd64").expect(ExitCodes.NOT_AS_DECLARED);
        assertTrue(held.out().contains("would lose"), held.out());
        assertEquals(before, digestOf(testbed.registry() + "/base:latest"));

        testbed.release("--only", "base@linux/amd64", "--allow-platform-loss").expect(ExitCodes.DONE);
        assertNotEquals(before, digestOf(testbed.registry() + "/base:latest"));
    }

    @Test
    void aFailedSmokeTestHoldsTheTags() throws Exception {
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "registry: ${env:REGISTRY}",
                "platforms: [linux/amd64, linux/arm64]",
                "targets:",
                "  base:",
                "    context: base",
                "    args: {BASE: '${env:BASE}'}",
                "    tags: ['1']",
                "    test: {run: [cat, /machine], expect: x86_64}");
        testbed.release().expect(ExitCodes.CELL_FAILED);
        JsonNode failed = cell(report(), "base", "linux/arm64");
        assertEquals("test", failed.path("failure").path("category").asText());
        assertTrue(failed.path("failure").path("log").asText().contains("aarch64"), failed.toString());
        assertFalse(Testbed.tool("docker", "ps", "-a", "--filter", "label=io.archweave.role", "-q")
                .contains("\n"));
        testbed.archweave("verify", testbed.registry() + "/base:1").expect(ExitCodes.NOT_AS_DECLARED);
    }

    @Test
    void joinsImagesThatExist() throws Exception {
        testbed.release("--only", "base").expect(ExitCodes.DONE);
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "registry: ${env:REGISTRY}/joined",
                "targets:",
                "  test:",
                "    weave:",
                "      linux/amd64: ${env:REGISTRY}/base:1.0",
                "      linux/arm64/v8: ${env:REGISTRY}/base:latest",
                "    tags: [latest]");
        testbed.release().expect(ExitCodes.DONE);
        String joined = testbed.registry() + "/joined/test:latest";
        assertEquals("x86_64", Testbed.run(joined, "linux/amd64"));
        assertEquals("aarch64", Testbed.run(joined, "linux/arm64"));
        assertTrue(testbed.release().expect(ExitCodes.DONE).out().contains("1 list unchanged"));
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("report/report.json").toFile());
    }

    private static Map<String, String> digests(JsonNode report) {
        Map<String, String> digests = new LinkedHashMap<>();
        report.path("indexes")
                .forEach(index -> digests.put(
                        index.path("target").asText(), index.path("digest").asText()));
        return digests;
    }

    private static JsonNode index(JsonNode report, String target) {
        for (JsonNode index : report.path("indexes")) {
            if (index.path("target").asText().equals(target)) {
                return index;
            }
        }
        throw new AssertionError("no index of " + target + " in " + report);
    }

    private static JsonNode cell(JsonNode report, String target, String platform) {
        for (JsonNode cell : report.path("cells")) {
            if (cell.path("target").asText().equals(target)
                    && cell.path("platform").asText().equals(platform)) {
                return cell;
            }
        }
        throw new AssertionError("no cell " + target + "@" + platform + " in " + report);
    }

    private static String digestOf(String image) throws InterruptedException {
        return Testbed.tool("skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", "docker://" + image);
    }
}
