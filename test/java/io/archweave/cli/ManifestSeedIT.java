package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.oci.OciJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What this project began with: two images of one platform each under two names, and one name to run both from. Beside
 * the real Engine and registries the real {@code docker manifest} is asked to say the same.
 */
@Timeout(300)
class ManifestSeedIT {
    private static final String REGISTRY = Testbed.required("ARCHWEAVE_TEST_REGISTRY");
    private static final String GUARDED = Testbed.required("ARCHWEAVE_TEST_REGISTRY_AUTH");
    private static final String USER = REGISTRY + "/username";
    private static final String X8664 = USER + "/x8664-test";
    private static final String ARM64V8 = USER + "/arm64v8-test";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static ManifestDocker docker;
    private static final List<String> pulled = new ArrayList<>();
    private ManifestConsole console;

    @BeforeAll
    static void build() throws IOException {
        Testbed.required("DOCKER_HOST");
        Path config = Files.createDirectories(shared.resolve("docker"));
        String pair = Testbed.required("ARCHWEAVE_TEST_REGISTRY_AUTH_USER") + ":"
                + Testbed.required("ARCHWEAVE_TEST_REGISTRY_AUTH_PASSWORD");
        String secret = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                config.resolve("config.json"), "{\"auths\":{\"" + GUARDED + "\":{\"auth\":\"" + secret + "\"}}}");
        docker = new ManifestDocker(shared, config);
        buildAndPush("linux/amd64", X8664);
        buildAndPush("linux/arm64", ARM64V8);
    }

    private static void buildAndPush(String platform, String name) {
        docker.build(platform, "--provenance=false", "--load", "--tag", name);
        docker.run("push", name);
        pulled.add(name);
    }

    @AfterAll
    static void forget() {
        pulled.forEach(name -> docker.tried("image", "rm", "--force", name));
    }

    @BeforeEach
    void sit() {
        console = new ManifestConsole(folder, shared.resolve("docker"));
    }

    @AfterEach
    void leave() {
        console.close();
    }

    @Test
    void twoImagesRunFromOneName() {
        String list = USER + "/test";

        assertEquals("Created manifest list " + list + ":latest\n", done("create", list, X8664, ARM64V8));
        done("annotate", list, ARM64V8, "--os", "linux", "--arch", "arm64", "--variant", "v8");
        JsonNode draft = json(done("inspect", list));
        String digest = done("push", "--purge", list).strip();

        assertEquals("amd64", draft.at("/manifests/0/platform/architecture").asText());
        assertEquals("arm64", draft.at("/manifests/1/platform/architecture").asText());
        assertEquals("v8", draft.at("/manifests/1/platform/variant").asText());
        assertEquals(draft, json(done("inspect", list)));
        assertEquals(draft, json(done("inspect", list + "@" + digest)));
        assertRuns(list);
    }

    @Test
    void everyTextIsTheOneTheDockerCommandPrints() {
        String ours = USER + "/ours";
        String theirs = USER + "/theirs";
        docker.tried("manifest", "rm", theirs);
        // The docker command sorts the images of a draft by name.
        done("create", ours, ARM64V8, X8664);
        docker.run("manifest", "create", "--insecure", theirs, ARM64V8, X8664);
        String[] change = {ARM64V8, "--variant", "v8", "--os-version", "1.2", "--os-features", "a,b"};
        done(with(new String[] {"annotate", ours}, change));
        docker.run(with(new String[] {"manifest", "annotate", theirs}, change));

        assertSame(new String[] {ours}, new String[] {theirs});
        assertSame(new String[] {ours, X8664}, new String[] {theirs, X8664});
        assertSame(new String[] {X8664}, new String[] {X8664});
        done("push", "--purge", ours);
        docker.run("manifest", "push", "--insecure", "--purge", theirs);
        assertSame(new String[] {ours}, new String[] {ours});
        assertSame(new String[] {theirs}, new String[] {theirs});
    }

    @Test
    void imagesWithProvenanceKeepItAndNeedNoFlag() {
        String amd64 = USER + "/x8664-proven";
        String arm64 = USER + "/arm64v8-proven";
        String list = USER + "/proven";
        docker.build("linux/amd64", "--provenance=true", "--push", "--tag", amd64);
        docker.build("linux/arm64", "--provenance=true", "--push", "--tag", arm64);

        assertTrue(docker.tried("manifest", "create", "--insecure", list, amd64, arm64)
                .err()
                .contains("is a manifest list"));
        done("create", list, amd64, arm64);
        done("push", list);

        JsonNode index = json(docker.run("buildx", "imagetools", "inspect", "--raw", list));
        assertEquals(
                "application/vnd.oci.image.index.v1+json",
                index.path("mediaType").asText());
        assertEquals(4, index.path("manifests").size());
        for (int image = 0; image < 2; image++) {
            JsonNode proof = index.path("manifests").get(image + 2);
            assertEquals(
                    index.path("manifests").get(image).path("digest"),
                    proof.path("annotations").path("vnd.docker.reference.digest"));
            assertEquals("unknown", proof.at("/platform/os").asText());
        }
        assertSame(new String[] {amd64 + "@" + index.at("/manifests/0/digest").asText()});
        assertRuns(list);
    }

    @Test
    void anImageOfSeveralPlatformsGoesToAnotherRegistryWithAPassword() {
        String both = USER + "/both-test";
        String list = GUARDED + "/username/both";
        docker.build("linux/amd64,linux/arm64", "--provenance=false", "--push", "--tag", both);

        done("create", list, both);
        done("push", list);

        assertRuns(list);
        assertEquals(json(done("inspect", both)), json(done("inspect", list)));
    }

    @Test
    void aRegistryThatWantsAPasswordIsToldInOneMessage() throws IOException {
        Path nobody = Files.createDirectories(folder.resolve("nobody"));
        try (ManifestConsole stranger = new ManifestConsole(folder, nobody)) {
            stranger.run("create", GUARDED + "/username/no", X8664);

            ManifestConsole.Result refused = stranger.run("push", GUARDED + "/username/no");

            assertEquals(5, refused.code(), refused.err());
            assertTrue(refused.err().contains(GUARDED), refused.err());
            assertTrue(refused.err().lines().count() <= 2, refused.err());
        }
    }

    private static void assertRuns(String list) {
        pulled.add(list);
        assertEquals("x86_64\n", docker.run("run", "--rm", "--pull", "always", "--platform", "linux/amd64", list));
        assertEquals("aarch64\n", docker.run("run", "--rm", "--pull", "always", "--platform", "linux/arm64", list));
    }

    private void assertSame(String... names) {
        assertSame(names, names);
    }

    /** Compares what both commands print for these names, plain and verbose. */
    private void assertSame(String[] ours, String[] theirs) {
        assertEquals(
                docker.run(with(new String[] {"manifest", "inspect", "--insecure"}, theirs)),
                done(with(new String[] {"inspect"}, ours)));
        assertEquals(
                docker.run(with(new String[] {"manifest", "inspect", "--insecure", "--verbose"}, theirs)),
                done(with(new String[] {"inspect", "--verbose"}, ours)));
    }

    private static String[] with(String[] first, String... rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }

    private String done(String... arguments) {
        ManifestConsole.Result result = console.run(arguments);
        assertEquals(0, result.code(), result.err());
        return result.out();
    }

    private static JsonNode json(String text) {
        return OciJson.tree(text.getBytes(StandardCharsets.UTF_8));
    }
}
