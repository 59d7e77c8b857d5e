package io.archweave.run;

import io.archweave.build.Adoption;
import io.archweave.build.CellOutcome;
import io.archweave.build.FakeBuildRunner;
import io.archweave.build.FakeEvents;
import io.archweave.build.InMemoryStore;
import io.archweave.build.Outlet;
import io.archweave.build.RegistryOutlet;
import io.archweave.build.TargetBuilder;
import io.archweave.check.CellChecks;
import io.archweave.docker.FakeEngine;
import io.archweave.matrix.Destination;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.matrix.Target;
import io.archweave.node.Node;
import io.archweave.node.NodeConnection;
import io.archweave.node.Placement;
import io.archweave.node.SampleNodes;
import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.plan.Plan;
import io.archweave.plan.Planner;
import io.archweave.plan.TargetSketch;
import io.archweave.publish.Publisher;
import io.archweave.publish.TagJournal;
import java.util.List;
import java.util.Optional;

/** A release to one registry in memory, built by a runner that builds nothing, on one node that can do all. */
final class RunScene {
    private static final Node NODE =
            SampleNodes.node("local", 4, "linux/amd64", "linux/arm64 linux/s390x linux/riscv64");

    final InMemoryStore store = new InMemoryStore();
    final FakeBuildRunner runner = new FakeBuildRunner(store);
    final FakeEngine engine = FakeEngine.anywhere();
    final FakeEvents events = new FakeEvents();

    /** A journal for tags that nobody puts back. */
    private static final class NoJournal implements TagJournal {
        @Override
        public void moving(Reference tag, Optional<Digest> from, Digest to) {}

        @Override
        public void restored(Reference tag, Digest to) {}
    }

    Repository repository(String target) {
        return Repository.parse("registry.example.com/acme/" + target);
    }

    Optional<Digest> named(String target, String tag) {
        return store.named(repository(target).tagged(tag));
    }

    ReleaseRun.Ending run(Target... targets) throws InterruptedException {
        return run(false, targets);
    }

    ReleaseRun.Ending run(boolean failFast, Target... targets) throws InterruptedException {
        ReleaseMatrix matrix = TargetSketch.matrix(targets);
        Plan plan = Planner.plan(matrix, List.of());
        Placement placement = Placement.place(plan, List.of(NODE), matrix.emulation());
        return run(failFast, plan, new Nodes(List.of(connection()), placement));
    }

    private NodeConnection connection() {
        return SampleNodes.connection(NODE, engine);
    }

    /** Runs a plan on these nodes; all is checked by the thread that asks for it. */
    ReleaseRun.Ending run(boolean failFast, Plan plan, Nodes nodes) throws InterruptedException {
        List<Destination> destinations = plan.matrix().destinations();
        Outlet outlet = new RegistryOutlet((Destination.OfRegistry) destinations.get(0), store);
        Publisher publisher = new Publisher(destinations, any -> store, new NoJournal(), false);
        TargetStage stage = new TargetStage(
                new TargetBuilder(runner, outlet, events),
                new Adoption(store, outlet),
                new CellChecks(outlet),
                publisher,
                outlet,
                nodes,
                events,
                Runnable::run);
        return new ReleaseRun(plan, stage, publisher, failFast).run();
    }

    /** What became of the cells of all targets, in words. */
    static List<String> cells(ReleaseRun.Ending ending) {
        return ending.results().stream()
                .flatMap(result -> result.cells().stream())
                .map(RunScene::words)
                .toList();
    }

    private static String words(CellOutcome outcome) {
        String reason = outcome instanceof CellOutcome.Skipped skipped
                ? ": " + skipped.reason()
                : outcome instanceof CellOutcome.Failed failed
                        ? ": " + failed.failure().message()
                        : "";
        return outcome.cell() + " " + outcome.getClass().getSimpleName() + reason;
    }
}
