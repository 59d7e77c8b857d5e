package io.archweave.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.NotAsDeclared;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.registry.FakeRegistry;
import io.archweave.registry.HttpRegistry;
import io.archweave.registry.RegistryOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms are those of the docker command; {@code ManifestSeedIT} holds them against the real one. */
class ListInspectionTest {
    private static final Platform AMD64 = Platform.of("linux", "amd64", "");
    private static final Platform WINDOWS = new Platform("amd64", "windows", "10.0.1", List.of("win32k"), "v2");

    @TempDir
    private Path state;

    private final FakeRegistry registry = FakeRegistry.start();
    private final Reference list = Reference.parse(registry.host() + "/acme/test:1");
    private final Reference one = Reference.parse(registry.host() + "/acme/one:1");
    private final Reference two = Reference.parse(registry.host() + "/acme/two:1");
    private final TestImage amd64 = TestImage.docker(AMD64, "one");
    private final TestImage windows = TestImage.docker(WINDOWS, "two");
    private HttpRegistry store;
    private DraftFolder drafts;

    @BeforeEach
    void open() {
        store = new HttpRegistry(RegistryOptions.defaults(state).retrying(0));
        drafts = new DraftFolder(state);
        amd64.putInto(registry, one);
        windows.putInto(registry, two);
    }

    @AfterEach
    void close() {
        store.close();
        registry.close();
    }

    @Test
    void aDraftIsShownAsTheListItWillBe() {
        draft(one, two);

        assertEquals(dockerList(), inspection().plain(list));
    }

    @Test
    void aListInARegistryHasTheSameFormHoweverItWasWritten() {
        String other = "{ \"manifests\": [" + child(amd64, AMD64) + "," + child(windows, WINDOWS) + "],\"mediaType\":\""
                + MediaTypes.DOCKER_LIST + "\",\n\"schemaVersion\": 2}";
        registry.addManifest(list, new Manifest(MediaTypes.DOCKER_LIST, other.getBytes(StandardCharsets.UTF_8)));

        assertEquals(dockerList(), inspection().plain(list));
    }

    @Test
    void anImageIsShownInItsOwnOrderWithAllItHolds() {
        String odd = "{\"x\":{},\"layers\":[],\n \"k\":\"<&> \\u00e9\",\"schemaVersion\":2}";
        registry.addManifest(one, new Manifest(MediaTypes.OCI_MANIFEST, odd.getBytes(StandardCharsets.UTF_8)));

        assertEquals(
                "{\n\t\"x\": {},\n\t\"layers\": [],\n\t\"k\": \"<&> \\u00e9\",\n\t\"schemaVersion\": 2\n}\n",
                inspection().plain(one));
    }

    @Test
    void annotationsOfAListAreShownAlthoughTheDockerCommandDropsThem() {
        TestImage image = TestImage.oci(AMD64, "one").putInto(registry, one);
        TestImage proof = TestImage.provenance().putInto(registry, two);
        TestImage.putIndex(registry, list, MediaTypes.OCI_INDEX, image.on(AMD64), proof.about(image.digest()));

        String shown = inspection().plain(list);

        assertTrue(
                shown.contains(
                        "            \"architecture\": \"unknown\",\n            \"os\": \"unknown\"\n         },\n"
                                + "         \"annotations\": {\n            \"vnd.docker.reference.digest\": \""
                                + image.digest() + "\""),
                shown);
    }

    @Test
    void anImageOfADraftIsShownItself() {
        draft(one, two);

        assertEquals(inspection().plain(one), inspection().plain(list, one));
        assertEquals(inspection().verbose(one), inspection().verbose(list, one));
    }

    @Test
    void anIndexThatWentIntoADraftIsShownAsAList() {
        TestImage.putIndex(registry, two, MediaTypes.DOCKER_LIST, amd64.on(AMD64), windows.on(WINDOWS));
        amd64.putInto(registry, two.repository().tagged("a"));
        draft(two);

        assertEquals(dockerList(), inspection().plain(list, two));
        assertEquals(inspection().verbose(two), inspection().verbose(list, two));
    }

    @Test
    void verboseTellsNamePlatformAndBytes() {
        draft(one, two);

        String shown = inspection().verbose(list);

        assertTrue(
                shown.startsWith("[\n\t{\n\t\t\"Ref\": \"" + one + "\",\n\t\t\"Descriptor\": {\n\t\t\t\"mediaType\": \""
                        + MediaTypes.DOCKER_MANIFEST + "\",\n\t\t\t\"digest\": \"" + amd64.digest()
                        + "\",\n\t\t\t\"size\": "
                        + amd64.manifest().size()
                        + ",\n\t\t\t\"platform\": {\n\t\t\t\t\"architecture\": \"amd64\",\n\t\t\t\t\"os\": \"linux\"\n\t\t\t}\n\t\t},\n"
                        + "\t\t\"Raw\": \""
                        + Base64.getEncoder().encodeToString(amd64.manifest().bytes()) + "\",\n"
                        + "\t\t\"SchemaV2Manifest\": {\n\t\t\t\"schemaVersion\": 2,\n"),
                shown);
        assertTrue(shown.endsWith("\n\t\t}\n\t}\n]\n"), shown);
    }

    @Test
    void verboseNamesTheImagesOfAListByDigest() {
        TestImage image =
                TestImage.oci(AMD64, "one").putInto(registry, list.repository().tagged("one"));
        TestImage.putIndex(registry, list, MediaTypes.OCI_INDEX, image.on(AMD64));

        String shown = inspection().verbose(list);

        assertTrue(shown.contains("\"Ref\": \"" + list + "@" + image.digest() + "\""), shown);
        assertTrue(shown.contains("\"OCIManifest\": {"), shown);
    }

    @Test
    void verboseTakesThePlatformOfAnImageFromItsConfig() {
        String shown = inspection().verbose(two);

        assertTrue(shown.startsWith("{\n\t\"Ref\": \"" + two + "\",\n"), shown);
        assertTrue(
                shown.contains(
                        "\t\t\t\"os.version\": \"10.0.1\",\n\t\t\t\"os.features\": [\n\t\t\t\t\"win32k\"\n\t\t\t],\n"
                                + "\t\t\t\"variant\": \"v2\"\n"),
                shown);
    }

    @Test
    void aDraftWithFlawsCanBeLookedAt() {
        amd64.putInto(registry, two);
        draft(one, two);

        assertFalse(inspection().plain(list).isEmpty());
        assertFalse(inspection().verbose(list).isEmpty());
    }

    @Test
    void whatIsNotThereIsTold() {
        Reference nothing = Reference.parse(registry.host() + "/acme/nothing");

        InvalidInput missing =
                assertThrows(InvalidInput.class, () -> inspection().plain(nothing));
        assertTrue(missing.getMessage().contains("there is no draft and no image of this name"), missing.getMessage());
        assertThrows(InvalidInput.class, () -> inspection().verbose(nothing));
        assertThrows(InvalidInput.class, () -> inspection().plain(nothing, one));
    }

    @Test
    void aBrokenIndexIsTold() {
        registry.addManifest(
                list, new Manifest(MediaTypes.OCI_INDEX, "{\"manifests\":[{}]}".getBytes(StandardCharsets.UTF_8)));

        NotAsDeclared broken =
                assertThrows(NotAsDeclared.class, () -> inspection().plain(list));
        assertTrue(broken.getMessage().contains("this index is broken"), broken.getMessage());
    }

    private void draft(Reference... images) {
        new ListCreation(drafts, store, warning -> {}).create(list, List.of(images), false);
    }

    private ListInspection inspection() {
        return new ListInspection(drafts, store);
    }

    private String dockerList() {
        return DOCKER_LIST.formatted(
                amd64.manifest().size(), amd64.digest(), windows.manifest().size(), windows.digest());
    }

    private static String child(TestImage image, Platform platform) {
        String rest = platform.variant().isEmpty()
                ? ""
                : ",\"variant\":\"v2\",\"os.features\":[\"win32k\"],\"os.version\":\"10.0.1\"";
        return "{\"digest\":\"" + image.digest() + "\",\"platform\":{\"os\":\"" + platform.os()
                + "\",\"architecture\":\"amd64\"" + rest + "},\"size\":"
                + image.manifest().size() + ",\"mediaType\":\""
                + MediaTypes.DOCKER_MANIFEST + "\"}";
    }

    private static final String DOCKER_LIST =
            """
            {
               "schemaVersion": 2,
               "mediaType": "application/vnd.docker.distribution.manifest.list.v2+json",
               "manifests": [
                  {
                     "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                     "size": %d,
                     "digest": "%s",
                     "platform": {
                        "architecture": "amd64",
                        "os": "linux"
                     }
                  },
                  {
                     "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                     "size": %d,
                     "digest": "%s",
                     "platform": {
                        "architecture": "amd64",
                        "os": "windows",
                        "os.version": "10.0.1",
                        "os.features": [
                           "win32k"
                        ],
                        "variant": "v2"
                     }
                  }
               ]
            }
            """;
}
