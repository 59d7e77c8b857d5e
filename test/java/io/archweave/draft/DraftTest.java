package io.archweave.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final Platform AMD64 = Platform.of("linux", "amd64", "");
    private static final Platform ARM64 = Platform.of("linux", "arm64", "");
    private static final Reference LIST = Reference.parse("reg.example.com/acme/test:1");
    private static final Reference ONE = Reference.parse("reg.example.com/acme/one:1");
    private static final Reference TWO = Reference.parse("reg.example.com/acme/two:1");

    private final TestImage one = TestImage.docker(AMD64, "one");
    private final TestImage two = TestImage.docker(ARM64, "two");
    private final TestImage proof = TestImage.provenance();

    @Test
    void imagesStandInTheOrderTheyWereGiven() {
        Draft draft = Draft.empty(LIST).with(plain(TWO, two, ARM64)).with(plain(ONE, one, AMD64));

        assertEquals(
                List.of(two.digest(), one.digest()),
                draft.index().manifests().stream().map(Descriptor::digest).toList());
    }

    @Test
    void dockerImagesGiveADockerListAndOthersAnOciIndex() {
        TestImage oci = TestImage.oci(ARM64, "two");

        assertEquals(
                MediaTypes.DOCKER_LIST,
                Draft.empty(LIST).with(plain(ONE, one, AMD64)).sketch().mediaType());
        assertEquals(
                MediaTypes.OCI_INDEX,
                Draft.empty(LIST)
                        .with(plain(ONE, one, AMD64))
                        .with(plain(TWO, oci, ARM64))
                        .sketch()
                        .mediaType());
    }

    @Test
    void attestationsFollowAllImagesAndStayTied() {
        ImageIndex index = Draft.empty(LIST)
                .with(attested(ONE))
                .with(plain(TWO, two, ARM64))
                .index();

        assertEquals(
                List.of(one.digest(), two.digest(), proof.digest()),
                index.manifests().stream().map(Descriptor::digest).toList());
        assertEquals(Optional.of(one.digest()), index.manifests().get(2).attests());
        assertEquals(MediaTypes.OCI_INDEX, index.mediaType());
        assertEquals(
                index,
                Draft.empty(LIST)
                        .with(attested(ONE))
                        .with(plain(TWO, two, ARM64))
                        .sketch());
    }

    @Test
    void anImageThatIsAddedAgainKeepsItsPlaceAndWhatWasSaidOfIt() {
        TestImage rebuilt = TestImage.docker(AMD64, "one, rebuilt");
        Draft draft = Draft.empty(LIST)
                .with(plain(ONE, one, AMD64))
                .with(plain(TWO, two, ARM64))
                .annotated(ONE, variant("v3"))
                .with(plain(ONE, rebuilt, AMD64));

        Descriptor first = draft.index().manifests().get(0);
        assertEquals(rebuilt.digest(), first.digest());
        assertEquals(Optional.of(Platform.of("linux", "amd64", "v3")), first.platform());
        assertEquals(2, draft.sources().size());
    }

    @Test
    void whatWasSaidOfAnotherPlatformIsNotInherited() {
        Draft draft = Draft.empty(LIST)
                .with(plain(ONE, one, AMD64))
                .annotated(ONE, variant("v3"))
                .with(plain(ONE, two, ARM64));

        assertEquals(Optional.of(ARM64), draft.index().manifests().get(0).platform());
    }

    @Test
    void oneImageOfAnIndexIsNamedByItsDigest() {
        Draft draft = Draft.empty(LIST).with(both());

        InvalidInput several = assertThrows(InvalidInput.class, () -> draft.annotated(ONE, variant("v8")));
        assertTrue(several.getMessage().contains("reg.example.com/acme/one@" + two.digest() + " (linux/arm64)"));
        assertTrue(several.getMessage().contains("name the one image by its digest"));
        ImageIndex index = draft.annotated(ONE.repository().pinned(two.digest()), variant("v8"))
                .index();
        assertEquals(
                Optional.of(Platform.of("linux", "arm64", "v8")),
                index.manifests().get(1).platform());
        assertEquals(Optional.of(AMD64), index.manifests().get(0).platform());
    }

    @Test
    void anUnknownImageIsToldWithThoseThereAre() {
        Draft draft = Draft.empty(LIST).with(plain(ONE, one, AMD64));

        InvalidInput missing = assertThrows(InvalidInput.class, () -> draft.annotated(TWO, variant("v8")));

        assertEquals(
                "reg.example.com/acme/test:1: the draft does not hold reg.example.com/acme/two:1;"
                        + " expected one of reg.example.com/acme/one:1\n"
                        + "    add it first: archweave manifest create --amend reg.example.com/acme/test:1"
                        + " reg.example.com/acme/two:1",
                missing.getMessage());
        Reference elsewhere = TWO.repository().pinned(one.digest());
        assertThrows(InvalidInput.class, () -> draft.part(elsewhere));
    }

    @Test
    void twoImagesForOnePlatformAreFlawsThatNameBoth() {
        Draft draft = Draft.empty(LIST)
                .with(plain(ONE, one, Platform.of("linux", "arm64", "v8")))
                .with(plain(TWO, two, ARM64));

        List<Problem> flaws = draft.flaws();

        assertEquals(1, flaws.size());
        assertEquals(
                ONE + " and " + TWO + " are both for linux/arm64", flaws.get(0).found());
        assertThrows(InvalidInput.class, draft::index);
        assertEquals(2, draft.sketch().manifests().size());
        assertTrue(draft.annotated(TWO, variant("v9")).flaws().isEmpty());
    }

    @Test
    void windowsBuildsAreDifferentPlatforms() {
        Draft draft = Draft.empty(LIST)
                .with(plain(ONE, one, new Platform("amd64", "windows", "10.0.17763.1", List.of(), "")))
                .with(plain(TWO, two, new Platform("amd64", "windows", "10.0.20348.2", List.of(), "")));

        assertTrue(draft.flaws().isEmpty());
        assertEquals(2, draft.index().manifests().size());
    }

    @Test
    void anImageWithoutAPlatformIsAFlawThatAnnotateMends() {
        Draft draft = Draft.empty(LIST).with(plain(ONE, one, Platform.of("linux", "", "")));

        assertTrue(draft.flaws().get(0).remedy().contains("annotate " + LIST + " " + ONE + " --os OS --arch ARCH"));
        assertTrue(draft.annotated(ONE, new PlatformChange("", "riscv64", "", "", List.of()))
                .flaws()
                .isEmpty());
    }

    private DraftSource plain(Reference name, TestImage image, Platform platform) {
        return new DraftSource(name, image.digest(), List.of(image(image, platform, List.of())));
    }

    private DraftSource attested(Reference name) {
        return new DraftSource(name, proof.digest(), List.of(image(one, AMD64, List.of(proof.about(one.digest())))));
    }

    private DraftSource both() {
        return new DraftSource(
                ONE, proof.digest(), List.of(image(one, AMD64, List.of()), image(two, ARM64, List.of())));
    }

    private static DraftImage image(TestImage image, Platform platform, List<Descriptor> attestations) {
        return new DraftImage(platform, image.manifest().descriptor(), attestations, PlatformChange.NONE);
    }

    private static PlatformChange variant(String variant) {
        return new PlatformChange("", "", variant, "", List.of());
    }
}
