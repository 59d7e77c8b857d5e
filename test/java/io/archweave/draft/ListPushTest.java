package io.archweave.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.registry.FakeRegistry;
import io.archweave.registry.FakeRequest;
import io.archweave.registry.FakeResponse;
import io.archweave.registry.HttpRegistry;
import io.archweave.registry.RegistryOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListPushTest {
    private static final Platform AMD64 = Platform.of("linux", "amd64", "");
    private static final Platform ARM64 = Platform.of("linux", "arm64", "");

    @TempDir
    private Path state;

    private final FakeRegistry home = FakeRegistry.start();
    private final FakeRegistry abroad = FakeRegistry.start();
    private final Reference list = Reference.parse(home.host() + "/acme/test:1");
    private final Reference one = Reference.parse(home.host() + "/acme/one:1");
    private final Reference two = Reference.parse(abroad.host() + "/other/two:1");
    private final TestImage amd64 = TestImage.docker(AMD64, "one");
    private final TestImage arm64 = TestImage.docker(ARM64, "two");
    private final List<String> talk = new ArrayList<>();
    private HttpRegistry store;

    @BeforeEach
    void open() {
        store = new HttpRegistry(RegistryOptions.defaults(state).retrying(0));
        amd64.putInto(home, one);
        arm64.putInto(abroad, two);
    }

    @AfterEach
    void close() {
        store.close();
        home.close();
        abroad.close();
    }

    @Test
    void imagesOfOtherRepositoriesAndRegistriesComeAlong() {
        Digest digest = push(draft(one, two));

        Manifest pushed = home.manifest(list).orElseThrow();
        assertEquals(digest, pushed.digest());
        assertEquals(MediaTypes.DOCKER_LIST, pushed.mediaType());
        assertEquals(
                List.of(amd64.on(AMD64), arm64.on(ARM64)),
                pushed.index().orElseThrow().manifests());
        assertEquals(
                List.of("copied " + one + " to " + list.repository(), "copied " + two + " to " + list.repository()),
                talk);
    }

    @Test
    void withinARegistryNoBytesOfBlobsMove() {
        Draft draft = draft(one);
        home.forgetRequests();

        push(draft);

        assertEquals(0, home.count("GET", "/blobs/"));
        assertTrue(home.requests().stream()
                .filter(request -> request.is("POST", "/v2/acme/test/blobs/uploads/"))
                .allMatch(request -> request.parameter("from").equals(Optional.of("acme/one"))));
    }

    @Test
    void theTagMovesLastAndOnlyAfterTheListWasReadBack() {
        Digest digest = push(draft(one, two));

        List<String> manifests = home.requests().stream()
                .filter(request -> request.path().startsWith("/v2/acme/test/manifests/"))
                .map(request -> request.method() + " " + request.path().substring(24))
                .toList();
        int byDigest = manifests.indexOf("PUT " + digest);
        int readBack = manifests.indexOf("GET " + digest);
        int byTag = manifests.indexOf("PUT 1");
        assertTrue(byDigest >= 0 && byDigest < readBack && readBack < byTag, manifests.toString());
        assertTrue(manifests.subList(readBack, byTag).contains("GET " + amd64.digest()), manifests.toString());
        assertTrue(manifests.subList(readBack, byTag).contains("GET " + arm64.digest()), manifests.toString());
        assertEquals("HEAD 1", manifests.get(manifests.size() - 1));
    }

    @Test
    void theSameDraftGivesTheSameDigestAndCopiesNothingTwice() {
        Draft draft = draft(one, two);
        Digest first = push(draft);
        home.forgetRequests();
        abroad.forgetRequests();

        assertEquals(first, push(draft));
        assertEquals(0, home.count("POST", "/blobs/"));
        assertEquals(0, abroad.count("GET", "/blobs/"));
    }

    @Test
    void attestationsComeAlongAndTheListIsAnOciIndex() {
        TestImage image =
                TestImage.oci(ARM64, "three").putInto(abroad, Reference.parse(abroad.host() + "/other/two:i"));
        TestImage proof = TestImage.provenance().putInto(abroad, Reference.parse(abroad.host() + "/other/two:p"));
        TestImage.putIndex(abroad, two, MediaTypes.OCI_INDEX, image.on(ARM64), proof.about(image.digest()));

        push(draft(one, two));

        ImageIndex pushed = home.manifest(list).flatMap(Manifest::index).orElseThrow();
        assertEquals(MediaTypes.OCI_INDEX, pushed.mediaType());
        assertEquals(List.of(amd64.on(AMD64), image.on(ARM64), proof.about(image.digest())), pushed.manifests());
        assertTrue(home.manifest(list.repository().pinned(proof.digest())).isPresent());
    }

    @Test
    void whatAnnotateSaidIsInTheList() {
        push(draft(one, two).annotated(two, new PlatformChange("", "", "v8", "", List.of())));

        assertEquals(
                Optional.of(Platform.of("linux", "arm64", "v8")),
                home.manifest(list)
                        .flatMap(Manifest::index)
                        .orElseThrow()
                        .manifests()
                        .get(1)
                        .platform());
    }

    @Test
    void flawsAreRefusedBeforeAnythingIsSent() {
        Draft draft = draft(one, two).annotated(two, new PlatformChange("", "amd64", "", "", List.of()));
        home.forgetRequests();

        InvalidInput refused = assertThrows(InvalidInput.class, () -> push(draft));

        assertTrue(refused.getMessage().contains(one + " and " + two + " are both for linux/amd64"));
        assertEquals(List.of(), home.requests());
    }

    @Test
    void anImageThatIsGoneIsToldWithTheWayBack() {
        Draft draft = draft(one, two);
        abroad.onRequest(request -> request.path().contains("/manifests/sha256:")
                ? Optional.of(FakeResponse.error(404, "MANIFEST_UNKNOWN", "gone"))
                : Optional.empty());

        NotAsDeclared gone = assertThrows(NotAsDeclared.class, () -> push(draft));

        assertEquals(
                two + ": the registry no longer holds " + arm64.digest()
                        + ", which it had when the draft was made\n    push the image again and take it anew:"
                        + " archweave manifest create --amend " + list + " " + two,
                gone.getMessage());
        assertEquals(List.of(), home.tags(list.repository()));
    }

    @Test
    void aChildThatDoesNotComeBackLeavesTheTagWhereItWas() {
        Manifest before = TestImage.putIndex(home, list, MediaTypes.DOCKER_LIST);
        Draft draft = draft(one, two);
        home.onRequest(request -> isRead(request, arm64.digest())
                ? Optional.of(FakeResponse.error(404, "MANIFEST_UNKNOWN", "lost"))
                : Optional.empty());

        NotAsDeclared lost = assertThrows(NotAsDeclared.class, () -> push(draft));

        assertTrue(lost.getMessage().contains("does not give back " + arm64.digest()), lost.getMessage());
        assertEquals(before.digest(), home.manifest(list).orElseThrow().digest());
    }

    @Test
    void aTagThatDoesNotStickIsTold() {
        Draft draft = draft(one, two);
        home.onRequest(request -> request.is("HEAD", "/v2/acme/test/manifests/1")
                ? Optional.of(FakeResponse.error(404, "MANIFEST_UNKNOWN", "lost"))
                : Optional.empty());

        NotAsDeclared lost = assertThrows(NotAsDeclared.class, () -> push(draft));

        assertTrue(lost.getMessage().contains("the tag names nothing right after it was put"), lost.getMessage());
    }

    @Test
    void platformsThatTheTagLosesAreTold() {
        TestImage old = TestImage.docker(Platform.of("linux", "s390x", ""), "old")
                .putInto(home, list.repository().tagged("old"));
        Manifest before = TestImage.putIndex(
                home, list, MediaTypes.DOCKER_LIST, old.on(Platform.of("linux", "s390x", "")), old.on(AMD64));

        push(draft(one, two));

        assertTrue(
                talk.contains(
                        "warning: " + list + " had linux/s390x until now, which the new list lacks; the old one was "
                                + list.repository().pinned(before.digest())),
                talk.toString());
    }

    @Test
    void aNewerBuildOfWindowsTakesThePlaceOfTheLast() {
        Platform last = new Platform("amd64", "windows", "10.0.1", List.of(), "");
        Platform next = new Platform("amd64", "windows", "10.0.2", List.of(), "");
        TestImage old =
                TestImage.docker(last, "old").putInto(home, list.repository().tagged("old"));
        TestImage.docker(next, "next").putInto(home, one);
        TestImage.putIndex(home, list, MediaTypes.DOCKER_LIST, old.on(last));

        push(draft(one));

        assertTrue(talk.stream().noneMatch(said -> said.startsWith("warning")), talk.toString());
    }

    @Test
    void anImageThatWasPushedAgainSinceIsToldAndNotTaken() {
        Draft draft = draft(one, two);
        TestImage.docker(AMD64, "one, rebuilt").putInto(home, one);

        push(draft);

        assertTrue(
                talk.get(0).startsWith("warning: " + one + " was pushed again since it was taken into the draft,"),
                talk.get(0));
        assertTrue(talk.get(0).endsWith("archweave manifest create --amend " + list + " " + one), talk.get(0));
        assertEquals(
                amd64.digest(),
                home.manifest(list)
                        .flatMap(Manifest::index)
                        .orElseThrow()
                        .manifests()
                        .get(0)
                        .digest());
    }

    @Test
    void aRegistryThatRefusesIsUnreachable() {
        Draft draft = draft(one, two);
        home.onRequest(request -> request.is("PUT", "/manifests/1")
                ? Optional.of(FakeResponse.error(403, "DENIED", "immutable tag"))
                : Optional.empty());

        assertThrows(Unreachable.class, () -> push(draft));
        assertEquals(List.of(), home.tags(list.repository()));
    }

    private static boolean isRead(FakeRequest request, Digest digest) {
        return request.is("GET", "/v2/acme/test/manifests/" + digest);
    }

    private Draft draft(Reference... images) {
        return new ListCreation(new DraftFolder(state), store, talk::add).create(list, List.of(images), true);
    }

    private Digest push(Draft draft) {
        return new ListPush(store, talk::add).push(draft);
    }
}
