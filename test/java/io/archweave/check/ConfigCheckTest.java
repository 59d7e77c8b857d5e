package io.archweave.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.build.InMemoryStore;
import io.archweave.failure.NotAsDeclared;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {
    private static final Repository REPOSITORY = Repository.parse("registry.example.com/acme/app");

    private final InMemoryStore store = new InMemoryStore();

    /** Pushes an image of nothing but a config. */
    private Descriptor image(String config) {
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        return image(bytes, bytes.length);
    }

    private Descriptor image(byte[] config, long size) {
        Digest digest = Digest.of(config);
        store.putBlob(
                REPOSITORY,
                Descriptor.of("application/vnd.oci.image.config.v1+json", config.length, digest),
                () -> new ByteArrayInputStream(config));
        Manifest manifest = new Manifest(
                MediaTypes.OCI_MANIFEST,
                ("{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":"
                                + size + ",\"digest\":\"" + digest + "\"},\"layers\":[]}")
                        .getBytes(StandardCharsets.UTF_8));
        store.put(REPOSITORY.pinned(manifest.digest()), manifest);
        return manifest.descriptor();
    }

    private static String config(String os, String architecture, String variant) {
        return "{\"os\":\"" + os + "\",\"architecture\":\"" + architecture + "\""
                + (variant.isEmpty() ? "" : ",\"variant\":\"" + variant + "\"") + "}";
    }

    private void check(Descriptor image, String platform) {
        ConfigCheck.check(store, REPOSITORY, image, Platform.parse(platform));
    }

    @ParameterizedTest
    @CsvSource({
        "linux, amd64, '', linux/amd64",
        "linux, arm64, '', linux/arm64",
        "linux, arm64, v8, linux/arm64",
        "linux, arm, v7, linux/arm/v7",
        "linux, arm, '', linux/arm/v7",
        "linux, arm, v6, linux/arm/v6",
        "windows, amd64, '', windows/amd64"
    })
    void takesAnImageThatIsWhatItWasDeclaredFor(String os, String architecture, String variant, String declared) {
        Descriptor image = image(config(os, architecture, variant));
        assertDoesNotThrow(() -> check(image, declared));
    }

    @ParameterizedTest
    @CsvSource({
        "linux, amd64, '', linux/arm64, linux/amd64",
        "linux, arm, v7, linux/arm/v6, linux/arm/v7",
        "linux, arm, v6, linux/arm/v7, linux/arm/v6",
        "linux, amd64, v3, linux/amd64, linux/amd64/v3",
        "windows, amd64, '', linux/amd64, windows/amd64"
    })
    void refusesAnImageForAnotherPlatform(
            String os, String architecture, String variant, String declared, String actual) {
        Descriptor image = image(config(os, architecture, variant));
        NotAsDeclared e = assertThrows(NotAsDeclared.class, () -> check(image, declared));
        assertEquals(
                REPOSITORY.pinned(image.digest()) + ": its config says " + actual + "; expected " + declared
                        + "\n    is the base image really for " + declared + "? a FROM with a fixed --platform or a"
                        + " single-platform base gives this",
                e.getMessage());
    }

    @Test
    void doesNotMindWhichWindowsItIs() {
        Descriptor image = image("{\"os\":\"windows\",\"os.version\":\"10.0.20348.2700\",\"architecture\":\"amd64\"}");
        assertDoesNotThrow(() -> check(image, "windows/amd64"));
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        Descriptor image = image(config("linux", "amd64", ""));
        store.lose(REPOSITORY, image.digest());
        NotAsDeclared e = assertThrows(NotAsDeclared.class, () -> check(image, "linux/amd64"));
        assertEquals(REPOSITORY.pinned(image.digest()) + ": the image is not there", e.getMessage());
    }

    @Test
    void refusesAListWhereAnImageShouldBe() {
        Descriptor image = image(config("linux", "amd64", ""));
        Manifest index = Manifest.of(new ImageIndex(2, MediaTypes.OCI_INDEX, List.of(image), Map.of()));
        store.put(REPOSITORY.pinned(index.digest()), index);
        NotAsDeclared e = assertThrows(NotAsDeclared.class, () -> check(index.descriptor(), "linux/amd64"));
        assertTrue(e.getMessage().endsWith("expected the manifest of one image"), e.getMessage());
    }

    @Test
    void refusesAConfigThatIsNotThere() {
        byte[] config = config("linux", "amd64", "").getBytes(StandardCharsets.UTF_8);
        Descriptor image = image(config, config.length);
        store.lose(REPOSITORY, Digest.of(config));
        assertThrows(NotAsDeclared.class, () -> check(image, "linux/amd64"));
    }

    @Test
    void doesNotReadAConfigThatIsTooLargeToBeOne() {
        byte[] config = config("linux", "amd64", "").getBytes(StandardCharsets.UTF_8);
        Descriptor image = image(config, 1L << 40);
        NotAsDeclared e = assertThrows(NotAsDeclared.class, () -> check(image, "linux/amd64"));
        assertTrue(e.getMessage().endsWith(": a config of 1099511627776 bytes"), e.getMessage());
    }
}
