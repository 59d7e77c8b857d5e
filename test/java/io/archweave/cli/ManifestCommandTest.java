package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.draft.TestImage;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.registry.FakeRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestCommandTest {
    @TempDir
    private Path folder;

    private final FakeRegistry registry = FakeRegistry.start();
    private final String list = registry.host() + "/username/test";
    private final String x8664 = registry.host() + "/username/x8664-test";
    private final String arm64v8 = registry.host() + "/username/arm64v8-test";
    private ManifestConsole console;

    @BeforeEach
    void sit() {
        console = new ManifestConsole(folder.resolve("state"), folder);
        TestImage.docker(Platform.of("linux", "amd64", ""), "one").putInto(registry, Reference.parse(x8664));
        TestImage.docker(Platform.of("linux", "arm64", ""), "two").putInto(registry, Reference.parse(arm64v8));
    }

    @AfterEach
    void leave() {
        console.close();
        registry.close();
    }

    @Test
    void theSeedsWalk() {
        assertEquals(
                new ManifestConsole.Result(0, "Created manifest list " + list + ":latest\n", ""),
                console.run("create", list, x8664, arm64v8));
        ManifestConsole.Result annotated =
                console.run("annotate", list, arm64v8, "--os", "linux", "--arch", "arm64", "--variant", "v8");
        assertEquals(0, annotated.code());
        assertEquals("", annotated.out());
        assertTrue(annotated.err().contains("is for linux/arm64/v8 in " + list), annotated.err());
        ManifestConsole.Result draft = console.run("inspect", list);
        ManifestConsole.Result pushed = console.run("push", "--purge", list);

        Manifest manifest = registry.manifest(Reference.parse(list)).orElseThrow();
        assertEquals(manifest.digest() + "\n", pushed.out());
        assertEquals(draft.out(), console.run("inspect", list).out());
        assertEquals(3, console.run("push", list).code());
    }

    @Test
    void amendAddsAndSoDoesItsShortForm() {
        console.run("create", list, x8664);

        ManifestConsole.Result refused = console.run("create", list, arm64v8);
        assertEquals(3, refused.code());
        assertEquals("", refused.out());
        assertTrue(refused.err().contains("add to it with --amend, or forget it first"), refused.err());
        assertEquals(0, console.run("create", "--amend", list, arm64v8).code());
        assertEquals(0, console.run("create", list, arm64v8, "-a").code());
        assertTrue(console.run("inspect", list).out().contains("arm64"));
    }

    @Test
    void annotateTakesFeaturesInBothForms() {
        console.run("create", list, x8664);

        console.run(
                "annotate",
                list,
                x8664,
                "--os-version",
                "10.0.1",
                "--os-features",
                "a,b",
                "--os-features=c",
                "--os=windows");

        Optional<Platform> platform =
                pushed().index().orElseThrow().manifests().get(0).platform();
        assertEquals(Optional.of(new Platform("amd64", "windows", "10.0.1", List.of("a", "b", "c"), "")), platform);
    }

    @Test
    void annotateTellsWhenTheImageSaysOtherwiseAndRefusesWhatNobodyHas() {
        console.run("create", list, x8664);

        assertTrue(console.run("annotate", list, x8664, "--arch", "s390x")
                .err()
                .contains("; it says of itself that it is for linux/amd64"));
        ManifestConsole.Result unknown = console.run("annotate", list, x8664, "--arch", "arm46");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("unknown architecture 'arm46'"), unknown.err());
        assertEquals(
                "s390x",
                pushed().index()
                        .orElseThrow()
                        .manifests()
                        .get(0)
                        .platform()
                        .orElseThrow()
                        .architecture());
    }

    @Test
    void rmForgetsSeveralAndTellsWhatWasNotThere() {
        console.run("create", list + ":a", x8664);
        console.run("create", list + ":b", x8664);
        console.run("create", list + ":c", x8664);

        ManifestConsole.Result removed = console.run("rm", list + ":a", list + ":none", list + ":b");

        assertEquals(3, removed.code());
        assertEquals("Removed manifest list " + list + ":a\nRemoved manifest list " + list + ":b\n", removed.out());
        assertEquals(
                "archweave: " + list + ":none: there is no draft of this list; the drafts are " + list + ":c\n",
                removed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotate LIST IMAGE --os linux", "push LIST", "inspect LIST IMAGE"})
    void aMissingDraftIsTold(String line) {
        ManifestConsole.Result result =
                console.run(line.replace("LIST", list).replace("IMAGE", x8664).split(" ", -1));

        assertEquals(3, result.code());
        assertTrue(result.err().contains("there is no draft of this list; there are no drafts at all"), result.err());
        assertEquals(2, result.err().lines().count(), result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "create",
                "create LIST",
                "annotate LIST",
                "push",
                "rm",
                "inspect",
                "inspect a b c",
                "push --what LIST",
                "turn LIST"
            })
    void wrongUsageIsTold(String line) {
        ManifestConsole.Result result = console.run(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertEquals(2, result.code(), result.err());
        assertEquals("", result.out());
        assertFalse(result.err().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"create A:b:c d", "create ok B/C", "annotate ok B/C", "push a@sha256:12", "rm a:.b", "inspect ''"
            })
    void malformedNamesAreTold(String line) {
        ManifestConsole.Result result = console.run(line.split(" ", -1));

        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains("is not the name of an image"), result.err());
        assertTrue(result.err().contains("write it as [HOST[:PORT]/]PATH[:TAG][@DIGEST]"), result.err());
    }

    @Test
    void allMalformedNamesAreToldAtOnce() {
        assertEquals(
                4,
                console.run("create", "ok", "B/C", "fine", "D/E").err().lines().count());
    }

    @Test
    void aRegistryThatIsNotThereIsToldInOneMessage() {
        ManifestConsole.Result result = console.run("create", list, "127.0.0.1:9/acme/app");

        assertEquals(5, result.code());
        assertTrue(result.err().contains("127.0.0.1:9"), result.err());
        assertTrue(result.err().lines().count() <= 2, result.err());
    }

    @Test
    void anImageThatIsNotThereIsToldInOneMessage() {
        ManifestConsole.Result created = console.run("create", list, registry.host() + "/acme/no");
        ManifestConsole.Result inspected = console.run("inspect", registry.host() + "/acme/no");

        assertEquals(3, created.code());
        assertEquals(
                "archweave: " + registry.host() + "/acme/no:latest: the registry has no image of this name\n"
                        + "    check the name, and push the image first\n",
                created.err());
        assertEquals(3, inspected.code());
        assertEquals(2, inspected.err().lines().count(), inspected.err());
    }

    @Test
    void insecureNamesTheHostsOfThisCommandAndNoOthers() {
        console.run("create", "--insecure", list, x8664);
        console.run("create", "--amend", list, arm64v8);
        console.run("inspect", "--insecure", list);
        console.run("push", "--insecure", list);

        Set<String> host = Set.of(registry.host());
        assertEquals(List.of(host, Set.of(), host, host), console.insecureHosts());
    }

    @Test
    void insecureGoesForTheRegistriesBehindADraftToo() {
        console.run("create", "127.0.0.1:9/acme/test", x8664);

        console.run("inspect", "--insecure", "--verbose", "127.0.0.1:9/acme/test");

        assertEquals(
                Set.of(registry.host(), "127.0.0.1:9"), console.insecureHosts().get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "create", "annotate", "inspect", "push", "rm"})
    void helpIsThere(String verb) {
        ManifestConsole.Result help = verb.isEmpty() ? console.run("--help") : console.run(verb, "--help");

        assertEquals(0, help.code());
        assertTrue(help.out().startsWith("Usage: manifest"), help.out());
        assertEquals("", help.err());
    }

    private Manifest pushed() {
        assertEquals(0, console.run("push", list).code());
        return registry.manifest(Reference.parse(list)).orElseThrow();
    }
}
