package io.archweave.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.node.Node;
import io.archweave.node.NodeConnection;
import io.archweave.node.SampleNodes;
import io.archweave.oci.Platform;
import io.archweave.plan.CellId;
import io.archweave.plan.TargetSketch;
import io.archweave.registry.SampleImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TargetBuilderTest {
    private static final Node LOCAL =
            SampleNodes.node("local", 1, "linux/amd64", "linux/arm64 linux/s390x linux/riscv64");

    private final InMemoryStore store = new InMemoryStore();
    private final FakeBuildRunner runner = new FakeBuildRunner(store);
    private final FakeEvents events = new FakeEvents();
    private final Outlet outlet = new RegistryOutlet(Destination.OfRegistry.plain("registry.example.com/acme"), store);
    private final NodeConnection local = SampleNodes.connection(LOCAL);

    private List<CellOutcome> build(Target target) throws InterruptedException {
        return build(runner, target, any -> local);
    }

    private List<CellOutcome> build(BuildRunner with, Target target, Function<CellId, NodeConnection> nodes)
            throws InterruptedException {
        return new TargetBuilder(with, outlet, events)
                .build(target, target.platforms(), nodes, parent -> "docker-image://" + parent);
    }

    @Test
    void buildsCellsOfOneRecipeInOneCall() throws Exception {
        List<CellOutcome> outcomes =
                build(TargetSketch.of("app").on("linux/amd64", "linux/arm64").target());

        assertEquals(List.of("linux/amd64,linux/arm64"), runner.platforms());
        CellOutcome.Built amd64 = assertInstanceOf(CellOutcome.Built.class, outcomes.get(0));
        CellOutcome.Built arm64 = assertInstanceOf(CellOutcome.Built.class, outcomes.get(1));
        assertEquals(
                SampleImage.of("linux/arm64", "app").manifest().digest(),
                arm64.image().image().digest());
        assertEquals(List.of(false, true), List.of(amd64.emulated(), arm64.emulated()));
        assertEquals(List.of("local", 1, FakeBuildRunner.TOOK), List.of(arm64.node(), arm64.attempts(), arm64.took()));
    }

    @Test
    void tellsWhatBeginsAndWhatIsPrinted() throws Exception {
        build(TargetSketch.of("app").on("linux/amd64", "linux/arm64").target());

        assertEquals(
                List.of(
                        "started app@linux/amd64 on local",
                        "started app@linux/arm64 on local emulated",
                        "app: building app"),
                events.events());
    }

    @Test
    void leavesTheImageUnderNoTag() throws Exception {
        build(TargetSketch.of("app").tags("1.0").on("linux/amd64").target());

        BuildCall call = runner.calls().get(0);
        assertEquals(
                new BuildOutput.PushedByDigest(
                        outlet.repository(TargetSketch.of("app").target())),
                call.output());
        assertTrue(store.events().stream().allMatch(event -> event.contains("@sha256:")));
    }

    @Test
    void buildsDifferentRecipesInCallsOfTheirOwn() throws Exception {
        build(TargetSketch.of("app")
                .on("linux/amd64")
                .onWith("linux/arm64", "LTO", "off")
                .on("linux/s390x")
                .target());

        assertEquals(List.of("linux/amd64,linux/s390x", "linux/arm64"), runner.platforms());
    }

    @Test
    void buildsCellsOfDifferentNodesInCallsOfTheirOwn() throws Exception {
        NodeConnection other = SampleNodes.connection(SampleNodes.node("graviton", 4, "linux/arm64", ""));
        List<CellOutcome> outcomes = build(
                runner,
                TargetSketch.of("app").on("linux/amd64", "linux/arm64").target(),
                cell -> cell.platform().equals(Platform.parse("linux/arm64")) ? other : local);

        assertEquals(List.of("linux/amd64", "linux/arm64"), runner.platforms());
        assertEquals(
                List.of("archweave-local", "archweave-graviton"),
                runner.calls().stream().map(BuildCall::builder).toList());
        CellOutcome.Built arm64 = assertInstanceOf(CellOutcome.Built.class, outcomes.get(1));
        assertEquals(List.of("graviton", false), List.of(arm64.node(), arm64.emulated()));
    }

    @Test
    void namesParentsByTheDigestThatShips() throws Exception {
        build(TargetSketch.of("app").from("base").on("linux/amd64").target());

        assertEquals(
                Map.of("base", "docker-image://base"), runner.calls().get(0).contexts());
    }

    @Test
    void splitsAFailedCallSoThatOnlyTheGuiltyPlatformFails() throws Exception {
        runner.failing("app@linux/s390x", FailureCategory.COMPILE, 9);
        List<CellOutcome> outcomes = build(TargetSketch.of("app")
                .retries(2)
                .on("linux/amd64", "linux/s390x", "linux/arm64")
                .target());

        assertEquals(List.of("linux/amd64,linux/s390x,linux/arm64", "linux/amd64", "linux/arm64"), runner.platforms());
        assertInstanceOf(CellOutcome.Built.class, outcomes.get(0));
        assertInstanceOf(CellOutcome.Built.class, outcomes.get(2));
        CellOutcome.Failed failed = assertInstanceOf(CellOutcome.Failed.class, outcomes.get(1));
        assertEquals(
                new CellOutcome.Failed(
                        new CellId("app", Platform.parse("linux/s390x")),
                        "local",
                        true,
                        new Failure(
                                FailureCategory.COMPILE, "linux/s390x is unwell", List.of("last words of linux/s390x")),
                        FakeBuildRunner.TOOK,
                        1),
                failed);
    }

    @Test
    void triesEachPlatformByItselfIfNobodyIsNamed() throws Exception {
        runner.failingUnnamed("app@linux/s390x", FailureCategory.INTERNAL, 9);
        List<CellOutcome> outcomes =
                build(TargetSketch.of("app").on("linux/amd64", "linux/s390x").target());

        assertEquals(List.of("linux/amd64,linux/s390x", "linux/amd64", "linux/s390x"), runner.platforms());
        assertInstanceOf(CellOutcome.Built.class, outcomes.get(0));
        assertInstanceOf(CellOutcome.Failed.class, outcomes.get(1));
    }

    @Test
    void triesAgainWhatMayPass() throws Exception {
        runner.failing("app@linux/amd64", FailureCategory.NETWORK, 1);
        List<CellOutcome> outcomes =
                build(TargetSketch.of("app").retries(1).on("linux/amd64").target());

        CellOutcome.Built built = assertInstanceOf(CellOutcome.Built.class, outcomes.get(0));
        assertEquals(2, built.attempts());
        assertTrue(events.events().contains("app: linux/amd64 failed (network), trying again"));
    }

    @Test
    void givesUpWhenTheRetriesAreSpent() throws Exception {
        runner.failing("app@linux/amd64", FailureCategory.REGISTRY_5XX, 9);
        List<CellOutcome> outcomes =
                build(TargetSketch.of("app").retries(1).on("linux/amd64").target());

        CellOutcome.Failed failed = assertInstanceOf(CellOutcome.Failed.class, outcomes.get(0));
        assertEquals(2, failed.attempts());
        assertEquals(FailureCategory.REGISTRY_5XX, failed.failure().category());
        assertEquals(2, runner.calls().size());
    }

    @Test
    void doesNotTryAgainWhatCanNotPass() throws Exception {
        runner.failing("app@linux/amd64", FailureCategory.COMPILE, 1);
        List<CellOutcome> outcomes =
                build(TargetSketch.of("app").retries(5).on("linux/amd64").target());

        assertInstanceOf(CellOutcome.Failed.class, outcomes.get(0));
        assertEquals(1, runner.calls().size());
    }

    @Test
    void failsACellWhoseImageIsNotWhereBuildxSaysItPushedIt() throws Exception {
        BuildRunner liar = (call, lines) -> new CallResult.Done(
                SampleImage.of("linux/amd64", "never pushed").manifest().digest(), Map.of());
        List<CellOutcome> outcomes =
                build(liar, TargetSketch.of("app").on("linux/amd64").target(), any -> local);

        CellOutcome.Failed failed = assertInstanceOf(CellOutcome.Failed.class, outcomes.get(0));
        assertEquals(FailureCategory.INTERNAL, failed.failure().category());
        assertTrue(failed.failure().message().contains("it is not there"), failed.toString());
    }

    @Test
    void failsACellWhoseImageCanNotBeReadBackByTheRegistrysFailure() throws Exception {
        store.failOn(
                InMemoryStore.Verb.MANIFEST,
                outlet.repository(TargetSketch.of("app").target())
                        .pinned(SampleImage.of("linux/amd64", "app").manifest().digest()));
        List<CellOutcome> outcomes =
                build(TargetSketch.of("app").on("linux/amd64").target());

        CellOutcome.Failed failed = assertInstanceOf(CellOutcome.Failed.class, outcomes.get(0));
        assertEquals(FailureCategory.REGISTRY_5XX, failed.failure().category());
    }

    @Test
    void keepsToTheSlotsOfTheNode() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BuildRunner slow = (call, lines) -> {
            CallResult result = runner.run(call, lines);
            inside.countDown();
            goOn.await();
            return result;
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<List<CellOutcome>> first = pool.submit(
                    () -> build(slow, TargetSketch.of("one").on("linux/amd64").target(), any -> local));
            inside.await();
            Future<List<CellOutcome>> second = pool.submit(
                    () -> build(slow, TargetSketch.of("two").on("linux/amd64").target(), any -> local));
            while (!local.slots().hasQueuedThreads()) {
                assertFalse(Thread.interrupted(), "the second build never asked for a slot");
            }
            assertEquals(1, runner.calls().size());

            goOn.countDown();
            assertEquals(1, first.get().size());
            assertEquals(1, second.get().size());
            assertEquals(2, runner.calls().size());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void givesTheSlotBackWhateverHappens() {
        BuildRunner broken = (call, lines) -> {
            throw new IllegalStateException("a defect");
        };
        Target target = TargetSketch.of("app").on("linux/amd64").target();

        assertThrows(IllegalStateException.class, () -> build(broken, target, any -> local));
        assertEquals(1, local.slots().availablePermits());
    }
}
