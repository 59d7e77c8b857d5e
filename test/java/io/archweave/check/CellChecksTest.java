package io.archweave.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.build.CellOutcome;
import io.archweave.build.InMemoryStore;
import io.archweave.build.InMemoryStore.Verb;
import io.archweave.build.Outlet;
import io.archweave.build.RegistryOutlet;
import io.archweave.docker.Engine.ContainerResult;
import io.archweave.docker.FakeEngine;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.plan.CellId;
import io.archweave.plan.TargetSketch;
import io.archweave.registry.SampleImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellChecksTest {
    private static final Platform ARM64 = Platform.parse("linux/arm64");
    private static final CellId CELL = new CellId("app", ARM64);

    private final InMemoryStore store = new InMemoryStore();
    private final FakeEngine engine = FakeEngine.anywhere();
    private final Outlet outlet = new RegistryOutlet(Destination.OfRegistry.plain("registry.example.com/acme"), store);
    private final Target tested = TargetSketch.of("app")
            .on("linux/arm64")
            .test("3.12", "python", "--version")
            .test("", "pip", "list")
            .target();

    private CellOutcome.Built built(String reallyFor) {
        SampleImage image = SampleImage.of(reallyFor, "one");
        image.pushTo(store, outlet.repository(tested));
        PlatformImage pushed = new PlatformImage(ARM64, image.manifest().descriptor(), List.of());
        return new CellOutcome.Built(CELL, "graviton", true, pushed, Duration.ofSeconds(7), 2, "");
    }

    private CellOutcome check(Target target, CellOutcome outcome) {
        return new CellChecks(outlet).check(target, outcome, Optional.of(engine));
    }

    private CellOutcome.Failed failed(Target target, CellOutcome outcome) {
        return assertInstanceOf(CellOutcome.Failed.class, check(target, outcome));
    }

    private String name() {
        return outlet.repository(tested)
                .pinned(SampleImage.of("linux/arm64", "one").manifest().digest())
                .toString();
    }

    private void prints(String command, int exitCode, String output) {
        engine.running(command, () -> new ContainerResult(exitCode, output));
    }

    @Test
    void hasNothingToSayAgainstAGoodImage() {
        prints("python --version", 0, "Python 3.12.4\n");
        CellOutcome.Built outcome = built("linux/arm64");
        assertSame(outcome, check(tested, outcome));
    }

    @Test
    void runsTheTestsInOrderOnThePlatformAndForgetsTheImage() {
        prints("python --version", 0, "Python 3.12.4\n");
        check(tested, built("linux/arm64"));

        assertEquals(
                List.of(
                        "pull " + name() + " linux/arm64",
                        "run python --version in " + name() + " linux/arm64",
                        "run pip list in " + name() + " linux/arm64",
                        "remove " + name()),
                engine.events());
    }

    @Test
    void leavesTheEngineAloneWithoutTests() {
        Target untested = TargetSketch.of("app").on("linux/arm64").target();
        CellOutcome.Built outcome = built("linux/arm64");

        assertSame(outcome, check(untested, outcome));
        assertEquals(List.of(), engine.events());
    }

    @Test
    void failsAnImageForAnotherPlatformWithoutRunningIt() {
        CellOutcome.Failed failed = failed(tested, built("linux/amd64"));

        assertEquals(FailureCategory.TEST, failed.failure().category());
        assertTrue(
                failed.failure().message().contains("its config says linux/amd64; expected linux/arm64"),
                failed.toString());
        assertEquals(List.of(), engine.events());
    }

    @Test
    void failsATestThatEndsBadlyAndKeepsWhatIsKnownOfTheBuild() {
        prints("python --version", 127, "python: not found\n");
        CellOutcome.Failed failed = failed(tested, built("linux/arm64"));

        assertEquals(FailureCategory.TEST, failed.failure().category());
        assertEquals(
                "test `python --version` ended with exit code 127",
                failed.failure().message());
        assertEquals(List.of("python: not found"), failed.failure().log());
        assertEquals(
                List.of(CELL, "graviton", true, Duration.ofSeconds(7), 2),
                List.of(failed.cell(), failed.node(), failed.emulated(), failed.took(), failed.attempts()));
    }

    @Test
    void failsATestThatDoesNotPrintWhatIsExpected() {
        prints("python --version", 0, "Python 3.11.9\n");
        CellOutcome.Failed failed = failed(tested, built("linux/arm64"));
        assertEquals(
                "test `python --version` did not print '3.12'", failed.failure().message());
    }

    @Test
    void failsATestThatDoesNotEnd() {
        prints("python --version", -1, "starting\n");
        CellOutcome.Failed failed = failed(tested, built("linux/arm64"));
        assertEquals(
                "test `python --version` did not end within 5 minutes",
                failed.failure().message());
    }

    @Test
    void runsNoFurtherTestAfterOneThatFailedAndForgetsTheImageAllTheSame() {
        prints("python --version", 1, "");
        failed(tested, built("linux/arm64"));

        assertEquals(
                List.of(
                        "pull " + name() + " linux/arm64",
                        "run python --version in " + name() + " linux/arm64",
                        "remove " + name()),
                engine.events());
    }

    @Test
    void keepsTheLastFortyLinesOfATest() {
        prints(
                "python --version",
                1,
                IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).collect(Collectors.joining("\n")));
        List<String> log = failed(tested, built("linux/arm64")).failure().log();
        assertEquals(List.of(40, "61", "100"), List.of(log.size(), log.get(0), log.get(39)));
    }

    @Test
    void failsByTheEnginesFailureAndForgetsTheImageIfATestCanNotRun() {
        engine.running("python --version", () -> {
            throw new Unreachable(FailureCategory.NODE_LOST, Problem.at("Docker Engine", "does not answer"));
        });
        CellOutcome.Failed failed = failed(tested, built("linux/arm64"));

        assertEquals(FailureCategory.NODE_LOST, failed.failure().category());
        assertEquals("remove " + name(), engine.events().get(engine.events().size() - 1));
    }

    @Test
    void failsByTheRegistrysFailureIfTheImageCanNotBeRead() {
        CellOutcome.Built outcome = built("linux/arm64");
        store.failOn(Verb.MANIFEST, name());
        assertEquals(
                FailureCategory.REGISTRY_5XX, failed(tested, outcome).failure().category());
    }

    @Test
    void failsAnImageThatWasTakenLikeOneThatWasBuilt() {
        CellOutcome.Built built = built("linux/amd64");
        CellOutcome.Failed failed = failed(tested, new CellOutcome.Taken(CELL, built.image(), "taken"));
        assertEquals(List.of(CELL, "", 1), List.of(failed.cell(), failed.node(), failed.attempts()));
    }

    @Test
    void leavesACellWithoutAnImageAsItIs() {
        CellOutcome skipped = new CellOutcome.Skipped(CELL, "its parent failed");
        assertSame(skipped, check(tested, skipped));
        assertEquals(List.of(), engine.events());
    }

    @Test
    void doesNotHideADefect() {
        engine.running("python --version", () -> {
            throw new IllegalStateException("a defect");
        });
        CellOutcome.Built outcome = built("linux/arm64");
        assertThrows(IllegalStateException.class, () -> check(tested, outcome));
        assertEquals("remove " + name(), engine.events().get(engine.events().size() - 1));
    }
}
