package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the registries that {@code bin/testbed} runs. */
class HttpRegistryIT {
    @TempDir
    private Path dockerConfig;

    private final SampleImage amd64 =
            SampleImage.of("linux/amd64", UUID.randomUUID().toString());
    private final SampleImage arm64 =
            SampleImage.of("linux/arm64", UUID.randomUUID().toString());
    private final Manifest index = SampleImage.index(Map.of("linux/amd64", amd64, "linux/arm64", arm64));

    @Test
    void pushesAnIndexWithItsImagesAndReadsThemBack() {
        try (HttpRegistry registry = registry()) {
            Repository app = repository("ARCHWEAVE_TEST_REGISTRY");
            pushAll(registry, app);

            assertEquals(Optional.of(index), registry.manifest(app.tagged("1.0")));
            assertEquals(Optional.of(index.descriptor()), registry.resolve(app.tagged("1.0")));
            assertEquals(
                    Optional.of(arm64.manifest()),
                    registry.manifest(app.pinned(arm64.manifest().digest())));
            assertEquals(Optional.empty(), registry.resolve(app.tagged("1.1")));
        }
    }

    @Test
    void listsTheTagsOfARepository() {
        try (HttpRegistry registry = registry()) {
            Repository app = repository("ARCHWEAVE_TEST_REGISTRY");
            assertEquals(List.of(), registry.tags(app));
            pushAll(registry, app);
            List<String> more = IntStream.range(0, 5).mapToObj(i -> "t" + i).toList();
            more.forEach(tag -> registry.put(app.tagged(tag), index));

            // docker-registry 2 knows neither an order nor pages.
            assertEquals(
                    List.of("1.0", "t0", "t1", "t2", "t3", "t4"),
                    registry.tags(app).stream().sorted().toList());
        }
    }

    @Test
    void keepsADockerListByteForByte() {
        try (HttpRegistry registry = registry()) {
            Repository app = repository("ARCHWEAVE_TEST_REGISTRY");
            byte[] bytes = SampleImage.bytes("{\n \"schemaVersion\": 2,\n \"mediaType\": \"" + MediaTypes.DOCKER_LIST
                    + "\", \"manifests\": []}");
            Manifest list = new Manifest(MediaTypes.DOCKER_LIST, bytes);
            registry.put(app.tagged("list"), list);

            assertEquals(Optional.of(list), registry.manifest(app.tagged("list")));
            assertEquals(Optional.of(list.descriptor()), registry.resolve(app.pinned(list.digest())));
        }
    }

    @Test
    void movesALargeBlobThereAndBack() throws IOException {
        byte[] bytes = new byte[20_000_000];
        new Random().nextBytes(bytes);
        Descriptor blob = Descriptor.of("application/octet-stream", bytes.length, Digest.of(bytes));
        try (HttpRegistry registry = registry()) {
            Repository app = repository("ARCHWEAVE_TEST_REGISTRY");
            assertFalse(registry.hasBlob(app, blob.digest()));
            registry.putBlob(app, blob, () -> new ByteArrayInputStream(bytes));
            assertTrue(registry.hasBlob(app, blob.digest()));
            try (InputStream back = registry.openBlob(app, blob)) {
                assertArrayEquals(bytes, back.readAllBytes());
            }
        }
    }

    @Test
    void mountsAcrossRepositories() {
        try (HttpRegistry registry = registry()) {
            Repository app = repository("ARCHWEAVE_TEST_REGISTRY");
            Repository other = repository("ARCHWEAVE_TEST_REGISTRY");
            amd64.pushTo(registry, app);
            Digest layer = Digest.of(amd64.blobs().get(2));

            assertFalse(registry.hasBlob(other, layer));
            assertTrue(registry.mountBlob(app, other, layer));
            assertTrue(registry.hasBlob(other, layer));
            assertFalse(registry.mountBlob(app, other, Digest.of(SampleImage.bytes(other.path()))));
        }
    }

    @Test
    void copiesAnImageToTheRegistryWithAPassword() throws IOException {
        login(variable("ARCHWEAVE_TEST_REGISTRY_AUTH_PASSWORD"));
        try (HttpRegistry registry = registry()) {
            Repository app = repository("ARCHWEAVE_TEST_REGISTRY");
            Repository copy = repository("ARCHWEAVE_TEST_REGISTRY_AUTH");
            pushAll(registry, app);

            new ImageCopy(registry, registry).copy(app.tagged("1.0"), copy);

            assertEquals(Optional.of(index), registry.manifest(copy.pinned(index.digest())));
        }
    }

    @Test
    void pushesInParallelUnderOnePassword() throws IOException {
        login(variable("ARCHWEAVE_TEST_REGISTRY_AUTH_PASSWORD"));
        try (HttpRegistry registry = registry()) {
            Repository app = repository("ARCHWEAVE_TEST_REGISTRY_AUTH");
            pushAll(registry, app);
            IntStream.range(0, 50).parallel().forEach(i -> registry.put(app.tagged("t" + i), index));
            assertEquals(Optional.of(index), registry.manifest(app.tagged("t49")));
        }
    }

    @Test
    void tellsAWrongPasswordAndHowToMendIt() throws IOException {
        login("wrong donkey");
        Reference tag = repository("ARCHWEAVE_TEST_REGISTRY_AUTH").tagged("1.0");
        try (HttpRegistry registry = registry()) {
            Unreachable refused = assertThrows(Unreachable.class, () -> registry.put(tag, index));

            assertEquals(FailureCategory.AUTH, refused.category());
            assertTrue(refused.getMessage().startsWith(tag + ": could not push the manifest: "), refused.getMessage());
            assertTrue(refused.getMessage().contains("401, UNAUTHORIZED"), refused.getMessage());
            assertTrue(
                    refused.getMessage()
                            .contains("docker login " + tag.repository().host()),
                    refused.getMessage());
            assertFalse(refused.getMessage().contains("donkey"), refused.getMessage());
        }
    }

    @Test
    void tellsThatAPasswordIsWanted() {
        Reference tag = repository("ARCHWEAVE_TEST_REGISTRY_AUTH").tagged("1.0");
        try (HttpRegistry registry = registry()) {
            Unreachable refused = assertThrows(Unreachable.class, () -> registry.manifest(tag));
            assertTrue(
                    refused.getMessage()
                            .contains("no credentials for " + tag.repository().host()),
                    refused.getMessage());
        }
    }

    private void pushAll(HttpRegistry registry, Repository app) {
        amd64.pushTo(registry, app);
        arm64.pushTo(registry, app);
        registry.put(app.pinned(index.digest()), index);
        registry.put(app.tagged("1.0"), index);
    }

    private HttpRegistry registry() {
        return new HttpRegistry(RegistryOptions.defaults(dockerConfig));
    }

    private static Repository repository(String variable) {
        return new Repository(variable(variable), "registry-it/" + UUID.randomUUID());
    }

    private void login(String password) throws IOException {
        String pair = variable("ARCHWEAVE_TEST_REGISTRY_AUTH_USER") + ":" + password;
        String auth = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                dockerConfig.resolve("config.json"),
                "{\"auths\":{\"" + variable("ARCHWEAVE_TEST_REGISTRY_AUTH") + "\":{\"auth\":\"" + auth + "\"}}}");
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseGet(() -> fail(name + " is not set: run bin/testbed up, then eval \"$(bin/testbed env)\""));
    }
}
