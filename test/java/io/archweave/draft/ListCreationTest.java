package io.archweave.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.registry.FakeRegistry;
import io.archweave.registry.FakeResponse;
import io.archweave.registry.HttpRegistry;
import io.archweave.registry.RegistryOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCreationTest {
    private static final Platform AMD64 = Platform.of("linux", "amd64", "");
    private static final Platform ARM64 = Platform.of("linux", "arm64", "");

    @TempDir
    private Path state;

    private final FakeRegistry registry = FakeRegistry.start();
    private final Reference list = name("acme/test:1");
    private final Reference one = name("acme/one:1");
    private final Reference two = name("acme/two:1");
    private final List<String> talk = new ArrayList<>();
    private HttpRegistry store;
    private DraftFolder drafts;

    @BeforeEach
    void open() {
        store = new HttpRegistry(RegistryOptions.defaults(state).retrying(0));
        drafts = new DraftFolder(state);
    }

    @AfterEach
    void close() {
        store.close();
        registry.close();
    }

    @Test
    void thePlatformIsThatOfTheImageConfigWhole() {
        Platform windows = new Platform("amd64", "windows", "10.0.17763.1", List.of("win32k"), "");
        Platform arm = Platform.of("linux", "arm", "v6");
        TestImage.docker(windows, "one").putInto(registry, one);
        TestImage.oci(arm, "two").putInto(registry, two);

        Draft draft = create(false, one, two);

        assertEquals(List.of(windows, arm), platforms(draft));
        assertEquals(draft, drafts.get(list));
        assertEquals(List.of(), talk);
    }

    @Test
    void anImageWithItsProvenanceIsTakenApartAndBothAreKept() {
        TestImage image = TestImage.oci(AMD64, "one").putInto(registry, name("acme/one:image"));
        TestImage proof = TestImage.provenance().putInto(registry, name("acme/one:proof"));
        TestImage.putIndex(registry, one, MediaTypes.OCI_INDEX, image.on(AMD64), proof.about(image.digest()));

        DraftImage drafted = create(false, one).sources().get(0).images().get(0);

        assertEquals(image.digest(), drafted.image().digest());
        assertEquals(List.of(proof.about(image.digest())), drafted.attestations());
        assertEquals(AMD64, drafted.platform());
    }

    @Test
    void everyPlatformOfAnIndexGetsAPlace() {
        TestImage first = TestImage.docker(AMD64, "one").putInto(registry, name("acme/one:first"));
        TestImage second = TestImage.docker(ARM64, "two").putInto(registry, name("acme/one:second"));
        Manifest inner = TestImage.putIndex(registry, name("acme/one:in"), MediaTypes.DOCKER_LIST, second.on(ARM64));
        TestImage.putIndex(registry, one, MediaTypes.OCI_INDEX, first.on(AMD64), inner.descriptor());

        assertEquals(List.of(AMD64, ARM64), platforms(create(false, one)));
    }

    @Test
    void whatTheIndexLeavesOpenIsTakenFromTheConfig() {
        TestImage image =
                TestImage.oci(Platform.of("linux", "arm", "v6"), "one").putInto(registry, name("acme/one:v6"));
        TestImage.putIndex(registry, one, MediaTypes.OCI_INDEX, image.on(Platform.of("linux", "arm", "")));

        assertEquals(List.of(Platform.of("linux", "arm", "v6")), platforms(create(false, one)));
        assertEquals(List.of(), talk);
    }

    @Test
    void anIndexThatContradictsTheConfigIsToldAndBelieved() {
        TestImage image = TestImage.oci(AMD64, "one").putInto(registry, name("acme/one:image"));
        TestImage.putIndex(registry, one, MediaTypes.OCI_INDEX, image.on(ARM64));

        assertEquals(List.of(ARM64), platforms(create(false, one)));
        assertEquals(
                List.of("warning: " + one + "@" + image.digest() + " is listed as linux/arm64,"
                        + " but the image itself says linux/amd64; the list is believed"),
                talk);
    }

    @Test
    void anImageForTwoPlatformsBringsItsAttestationsOnce() {
        TestImage image =
                TestImage.oci(Platform.of("linux", "arm", "v6"), "one").putInto(registry, name("acme/one:v6"));
        TestImage proof = TestImage.provenance().putInto(registry, name("acme/one:proof"));
        TestImage.putIndex(
                registry,
                one,
                MediaTypes.OCI_INDEX,
                image.on(Platform.of("linux", "arm", "v6")),
                image.on(Platform.of("linux", "arm", "v7")),
                proof.about(image.digest()));

        assertEquals(3, create(false, one).index().manifests().size());
        assertTrue(talk.get(0).contains("is listed as linux/arm/v7, but the image itself says linux/arm/v6"));
    }

    @Test
    void annotationsOfAnImageInAnIndexAreKept() {
        TestImage image = TestImage.oci(AMD64, "one").putInto(registry, name("acme/one:image"));
        TestImage.putIndex(registry, one, MediaTypes.OCI_INDEX, image.on(AMD64).annotated(Map.of("k", "v")));

        assertEquals(
                Map.of("k", "v"), create(false, one).index().manifests().get(0).annotations());
    }

    @Test
    void anAttestationOfNoImageIsLeftOutAndTold() {
        TestImage image = TestImage.oci(AMD64, "one").putInto(registry, name("acme/one:image"));
        TestImage proof = TestImage.provenance().putInto(registry, name("acme/one:proof"));
        TestImage.putIndex(
                registry, one, MediaTypes.OCI_INDEX, image.on(AMD64), proof.about(Digest.of(new byte[] {1})));

        assertEquals(1, create(false, one).sketch().manifests().size());
        assertTrue(talk.get(0).contains("of an image that is not in it; it is left out"), talk.toString());
    }

    @Test
    void twoImagesForOnePlatformAreToldAsAnnotateMayTellThemApart() {
        TestImage.docker(AMD64, "one").putInto(registry, one);
        TestImage.docker(AMD64, "two").putInto(registry, two);

        create(false, one, two);

        assertEquals(1, talk.size());
        assertTrue(talk.get(0).startsWith("warning: " + list + ": " + one + " and " + two), talk.get(0));
        assertEquals(2, drafts.get(list).sources().size());
    }

    @Test
    void aDraftThatIsThereIsNotTouchedUnlessItIsToBeAmended() {
        TestImage.docker(AMD64, "one").putInto(registry, one);
        TestImage.docker(ARM64, "two").putInto(registry, two);
        create(false, one);
        registry.forgetRequests();

        InvalidInput exists = assertThrows(InvalidInput.class, () -> create(false, two));

        assertEquals(
                list + ": there is a draft of this list already, with " + one
                        + "\n    add to it with --amend, or forget it first: archweave manifest rm " + list,
                exists.getMessage());
        assertEquals(List.of(), registry.requests());
        assertEquals(List.of(AMD64, ARM64), platforms(create(true, two)));
    }

    @Test
    void amendingLooksAnImageUpAnew() {
        TestImage.docker(AMD64, "one").putInto(registry, one);
        drafts.save(create(false, one).annotated(one, new PlatformChange("", "", "v2", "", List.of())));
        TestImage rebuilt = TestImage.docker(AMD64, "one, rebuilt").putInto(registry, one);

        DraftImage image = create(true, one).sources().get(0).images().get(0);

        assertEquals(rebuilt.digest(), image.image().digest());
        assertEquals(Platform.of("linux", "amd64", "v2"), image.platform());
    }

    @Test
    void allImagesThatAreNotThereAreToldAtOnceAndNothingIsKept() {
        TestImage.docker(AMD64, "one").putInto(registry, one);

        InvalidInput missing =
                assertThrows(InvalidInput.class, () -> create(true, name("acme/no:1"), one, name("acme/no:2")));

        assertEquals(2, missing.problems().size());
        assertEquals(
                name("acme/no:1") + ": the registry has no image of this name\n"
                        + "    check the name, and push the image first",
                missing.problems().get(0).toString());
        assertEquals(Optional.empty(), drafts.find(list));
    }

    @Test
    void anIndexWithoutItsImageOrWithoutAnyIsRefused() {
        TestImage image = TestImage.oci(AMD64, "one");
        TestImage.putIndex(registry, one, MediaTypes.OCI_INDEX, image.on(AMD64));
        TestImage.putIndex(registry, two, MediaTypes.OCI_INDEX);

        NotAsDeclared torn = assertThrows(NotAsDeclared.class, () -> create(false, one));
        assertTrue(
                torn.getMessage().contains(image.digest() + ", which the registry does not hold"), torn.getMessage());
        InvalidInput empty = assertThrows(InvalidInput.class, () -> create(false, two));
        assertTrue(empty.getMessage().contains("there is no image in this index"), empty.getMessage());
    }

    @Test
    void whatIsNoImageIsRefusedOrToldToLackAPlatform() {
        registry.addManifest(
                one, new Manifest(MediaTypes.OCI_MANIFEST, "{\"config\":1}".getBytes(StandardCharsets.UTF_8)));
        TestImage.provenance().putInto(registry, two);

        NotAsDeclared broken = assertThrows(NotAsDeclared.class, () -> create(false, one));
        assertTrue(broken.getMessage().contains("this is no image"), broken.getMessage());
        create(false, two);
        assertTrue(talk.get(0).contains(two + " does not say what it runs on"), talk.get(0));
    }

    @Test
    void aListIsNamedByATag() {
        Reference pinned = list.repository().pinned(Digest.of(new byte[0]));

        InvalidInput refused = assertThrows(InvalidInput.class, () -> new ListCreation(drafts, store, talk::add)
                .create(pinned, List.of(one), false));
        assertTrue(refused.getMessage().contains("such as " + list.repository() + ":latest"), refused.getMessage());
    }

    @Test
    void aRegistryThatFailsIsUnreachable() {
        registry.onRequest(request -> Optional.of(FakeResponse.of(503)));

        assertThrows(Unreachable.class, () -> create(false, one));
        assertEquals(Optional.empty(), drafts.find(list));
    }

    private Draft create(boolean amend, Reference... images) {
        return new ListCreation(drafts, store, talk::add).create(list, List.of(images), amend);
    }

    private static List<Platform> platforms(Draft draft) {
        return draft.sources().stream()
                .flatMap(source -> source.images().stream())
                .map(DraftImage::platform)
                .toList();
    }

    private Reference name(String path) {
        return Reference.parse(registry.host() + "/" + path);
    }
}
