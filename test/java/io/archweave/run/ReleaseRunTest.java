package io.archweave.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.build.BuildCall;
import io.archweave.build.InMemoryStore.Verb;
import io.archweave.docker.Engine.ContainerResult;
import io.archweave.failure.FailureCategory;
import io.archweave.matrix.Target;
import io.archweave.node.Placement;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.plan.Plan;
import io.archweave.plan.Planner;
import io.archweave.plan.TargetSketch;
import io.archweave.publish.Publication.Status;
import io.archweave.registry.SampleImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReleaseRunTest {
    private static final Target BASE =
            TargetSketch.of("base").on("linux/amd64", "linux/arm64").target();
    private static final Target APP =
            TargetSketch.of("app").from("base").on("linux/amd64", "linux/arm64").target();
    private static final Target TOOL =
            TargetSketch.of("tool").tags("1.0", "latest").on("linux/amd64").target();

    private final RunScene scene = new RunScene();

    @Test
    void buildsAndPublishesEveryTarget() throws Exception {
        ReleaseRun.Ending ending = scene.run(BASE, APP, TOOL);

        assertEquals(
                List.of(
                        "base@linux/amd64 Built",
                        "base@linux/arm64 Built",
                        "app@linux/amd64 Built",
                        "app@linux/arm64 Built",
                        "tool@linux/amd64 Built"),
                RunScene.cells(ending));
        assertEquals(Set.of("base", "app", "tool"), ending.publications().keySet());
        Digest tool = ending.publications().get("tool").digest();
        assertEquals(Optional.of(tool), scene.named("tool", "1.0"));
        assertEquals(Optional.of(tool), scene.named("tool", "latest"));
    }

    @Test
    void weavesOneListPerTarget() throws Exception {
        ReleaseRun.Ending ending = scene.run(BASE);
        Manifest index =
                scene.store.manifest(scene.repository("base").tagged("1.0")).orElseThrow();

        assertEquals(ending.publications().get("base").digest(), index.digest());
        assertEquals(
                List.of("linux/amd64", "linux/arm64"),
                index.index().orElseThrow().images().stream()
                        .map(child -> child.platform().orElseThrow().toString())
                        .toList());
    }

    @Test
    void buildsAChildFromTheVeryListThatShipsOfItsParent() throws Exception {
        ReleaseRun.Ending ending = scene.run(APP, BASE);

        BuildCall child = scene.runner.calls().stream()
                .filter(call -> call.target().equals("app"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                Map.of(
                        "base",
                        "docker-image://registry.example.com/acme/base@"
                                + ending.publications().get("base").digest()),
                child.contexts());
    }

    @Test
    void skipsTheChildrenOfATargetThatFailedAndGoesOnWithTheOthers() throws Exception {
        scene.runner.failing("base@linux/arm64", FailureCategory.COMPILE, 9);
        ReleaseRun.Ending ending = scene.run(BASE, APP, TOOL);

        assertEquals(
                List.of(
                        "base@linux/amd64 Built",
                        "base@linux/arm64 Failed: linux/arm64 is unwell",
                        "app@linux/amd64 Skipped: its parent base can't be released",
                        "app@linux/arm64 Skipped: its parent base can't be released",
                        "tool@linux/amd64 Built"),
                RunScene.cells(ending));
        assertEquals(Set.of("tool"), ending.publications().keySet());
        assertEquals(Optional.empty(), scene.named("base", "1.0"));
        assertEquals("not there: linux/arm64", ending.results().get(0).reason());
        assertEquals("no cell has an image", ending.results().get(1).reason());
    }

    @Test
    void releasesATargetWithoutAPlatformThatMayFail() throws Exception {
        scene.runner.failing("base@linux/riscv64", FailureCategory.QEMU_CRASH, 9);
        Target base = TargetSketch.of("base")
                .on("linux/amd64")
                .optionallyOn("linux/riscv64")
                .target();
        Target app = TargetSketch.of("app")
                .from("base")
                .on("linux/amd64")
                .optionallyOn("linux/riscv64")
                .target();
        ReleaseRun.Ending ending = scene.run(base, app);

        assertEquals(
                List.of(
                        "base@linux/amd64 Built",
                        "base@linux/riscv64 Failed: linux/riscv64 is unwell",
                        "app@linux/amd64 Built",
                        "app@linux/riscv64 Skipped: its parent base has no image for linux/riscv64"),
                RunScene.cells(ending));
        assertEquals(Set.of("base", "app"), ending.publications().keySet());
    }

    @Test
    void releasesNothingOfATargetWhosePlatformsMayAllFailAndDid() throws Exception {
        scene.runner.failing("base@linux/amd64", FailureCategory.COMPILE, 9);
        ReleaseRun.Ending ending =
                scene.run(TargetSketch.of("base").optionallyOn("linux/amd64").target());
        assertEquals(Set.of(), ending.publications().keySet());
        assertEquals("no cell has an image", ending.results().get(0).reason());
    }

    @Test
    void beginsNothingNewAfterAFailureIfItIsToldSo() throws Exception {
        scene.runner.failing("base@linux/amd64", FailureCategory.COMPILE, 9);
        ReleaseRun.Ending ending = scene.run(true, BASE, APP);

        assertEquals(
                List.of(
                        "app@linux/amd64 Skipped: another target failed first (--fail-fast)",
                        "app@linux/arm64 Skipped: another target failed first (--fail-fast)"),
                RunScene.cells(ending).subList(2, 4));
        assertTrue(scene.events.events().contains("ended app@linux/amd64 Skipped"));
    }

    @Test
    void publishesNothingThatFailedItsTests() throws Exception {
        Target tested =
                TargetSketch.of("app").test("hello", "greet").on("linux/amd64").target();
        scene.engine.running("greet", () -> new ContainerResult(0, "good bye"));
        ReleaseRun.Ending ending = scene.run(tested);

        assertEquals(List.of("app@linux/amd64 Failed: test `greet` did not print 'hello'"), RunScene.cells(ending));
        assertEquals(Set.of(), ending.publications().keySet());
        assertEquals(Optional.empty(), scene.named("app", "1.0"));
    }

    @Test
    void failsACellThatNoNodeCanTest() throws Exception {
        Reference source = scene.repository("theirs").tagged("1");
        SampleImage image = SampleImage.of("linux/s390x", "theirs");
        image.pushTo(scene.store, source.repository());
        scene.store.tag(source, image.manifest().digest());
        Target adopted = TargetSketch.of("app")
                .test("", "true")
                .adopting("linux/s390x", source.toString())
                .target();
        Plan plan = Planner.plan(TargetSketch.matrix(adopted), List.of());
        ReleaseRun.Ending ending = scene.run(false, plan, new Nodes(List.of(), new Placement(Map.of())));

        assertEquals(
                List.of("app@linux/s390x Failed: no node can run the tests on linux/s390x"), RunScene.cells(ending));
    }

    @Test
    void keepsTheListThatStandsIfItsImagesAreTheSame() throws Exception {
        Digest first = scene.run(TOOL).publications().get("tool").digest();
        ReleaseRun.Ending again = scene.run(TOOL);

        assertEquals(Status.UNCHANGED, again.publications().get("tool").status());
        assertEquals(first, again.publications().get("tool").digest());
    }

    @Test
    void holdsATargetWhoseListCanNotBeStored() throws Exception {
        scene.store.failOn(Verb.MANIFEST, scene.repository("tool").tagged("1.0"));
        ReleaseRun.Ending ending = scene.run(TOOL, BASE);

        assertEquals(Set.of("base"), ending.publications().keySet());
        assertTrue(ending.results().get(0).reason().contains("503"));
    }

    @Test
    void tellsHowEveryCellEnded() throws Exception {
        scene.run(TOOL);
        assertEquals(
                List.of("started tool@linux/amd64 on local", "tool: building tool", "ended tool@linux/amd64 Built"),
                scene.events.events());
    }

    @Test
    void doesNotHideADefect() {
        scene.store.before(Verb.PUT, scene.repository("tool").tagged("1.0"), () -> {
            throw new IllegalStateException("a defect");
        });
        assertThrows(IllegalStateException.class, () -> scene.run(TOOL));
    }
}
