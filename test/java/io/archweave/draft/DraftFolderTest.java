package io.archweave.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import io.archweave.oci.Digest;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftFolderTest {
    private static final Reference LIST = Reference.parse("127.0.0.1:5000/acme/test:1");

    @TempDir
    private Path state;

    @Test
    void aDraftComesBackAsItWas() {
        Draft draft = draft(LIST).annotated(source().reference(), new PlatformChange("", "", "v8", "1", List.of("a")));
        new DraftFolder(state).save(draft);

        assertEquals(Optional.of(draft), new DraftFolder(state).find(LIST));
        assertEquals(draft, new DraftFolder(state).get(LIST));
    }

    @Test
    void savingReplacesAndLeavesNothingElse() throws IOException {
        DraftFolder drafts = new DraftFolder(state);
        drafts.save(draft(LIST));
        drafts.save(Draft.empty(LIST));

        assertEquals(List.of(), drafts.get(LIST).sources());
        Path folder = state.resolve("drafts/127.0.0.1%3a5000%2facme%2ftest%3a1");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("draft.json")), files.toList());
        }
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        DraftFolder drafts = new DraftFolder(state);

        InvalidInput none = assertThrows(InvalidInput.class, () -> drafts.get(LIST));
        assertTrue(none.getMessage().contains("there are no drafts at all"));
        drafts.save(draft(Reference.parse("z.example.com/b")));
        drafts.save(draft(Reference.parse("z.example.com/a")));
        InvalidInput others = assertThrows(InvalidInput.class, () -> drafts.get(LIST));
        assertEquals(
                "127.0.0.1:5000/acme/test:1: there is no draft of this list;"
                        + " the drafts are z.example.com/a:latest, z.example.com/b:latest\n"
                        + "    make it: archweave manifest create 127.0.0.1:5000/acme/test:1 IMAGE...",
                others.getMessage());
    }

    @Test
    void removingTakesTheWholeFolderAway() {
        DraftFolder drafts = new DraftFolder(state);
        drafts.save(draft(LIST));

        assertTrue(drafts.remove(LIST));
        assertFalse(drafts.remove(LIST));
        assertEquals(Optional.empty(), drafts.find(LIST));
        assertFalse(Files.exists(state.resolve("drafts/127.0.0.1%3a5000%2facme%2ftest%3a1")));
    }

    @Test
    void namesThatDifferInCaseOrAreVeryLongDoNotMeet() {
        DraftFolder drafts = new DraftFolder(state);
        Reference longOne = Reference.parse("reg.example.com/" + "a/".repeat(100) + "x:" + "t".repeat(128));
        Reference longOther = Reference.parse("reg.example.com/" + "a/".repeat(100) + "y:" + "t".repeat(128));
        List<Reference> names = List.of(
                longOne, longOther, Reference.parse("reg.example.com/x:A"), Reference.parse("reg.example.com/x:a"));
        names.forEach(name -> drafts.save(draft(name)));

        assertEquals(names, drafts.lists());
        assertFalse(DraftName.of(names.get(2)).equalsIgnoreCase(DraftName.of(names.get(3))));
        assertTrue(DraftName.of(longOne).length() <= 255);
    }

    @Test
    void aDraftThatCannotBeReadSaysSoAndCanBeRemoved() throws IOException {
        DraftFolder drafts = new DraftFolder(state);
        drafts.save(draft(LIST));
        Path file = state.resolve("drafts/127.0.0.1%3a5000%2facme%2ftest%3a1/draft.json");
        for (String broken : List.of("", "{", "null", "{\"list\":\":\"}", "{\"list\":\"a\",\"surprise\":1}")) {
            Files.writeString(file, broken);

            InvalidInput unreadable = assertThrows(InvalidInput.class, () -> drafts.find(LIST), broken);
            assertTrue(unreadable.getMessage().contains("archweave manifest rm " + LIST), unreadable.getMessage());
            assertEquals(List.of(), drafts.lists());
        }
        assertTrue(drafts.remove(LIST));
    }

    @Test
    void aStateFolderThatCannotHoldDraftsSaysSo() throws IOException {
        Files.writeString(state.resolve("drafts"), "");
        DraftFolder drafts = new DraftFolder(state);

        InvalidInput saving = assertThrows(InvalidInput.class, () -> drafts.save(draft(LIST)));
        assertTrue(saving.getMessage().contains("ARCHWEAVE_HOME"), saving.getMessage());
        assertThrows(InvalidInput.class, () -> drafts.alone(LIST, () -> 1));
    }

    private static Draft draft(Reference list) {
        return Draft.empty(list).with(source());
    }

    private static DraftSource source() {
        Reference name = Reference.parse("ghcr.io/acme/one:1");
        TestImage image = TestImage.docker(Platform.of("linux", "arm64", ""), "one");
        TestImage proof = TestImage.provenance();
        return new DraftSource(
                name,
                Digest.of(new byte[] {1}),
                List.of(new DraftImage(
                        Platform.of("linux", "arm64", ""),
                        image.manifest().descriptor(),
                        List.of(proof.about(image.digest())),
                        PlatformChange.NONE)));
    }
}
