package io.archweave.run;

import io.archweave.build.Adoption;
import io.archweave.build.BuildEvents;
import io.archweave.build.BuildxRunner;
import io.archweave.build.LayoutOutlet;
import io.archweave.build.Outlet;
import io.archweave.build.RegistryOutlet;
import io.archweave.build.TargetBuilder;
import io.archweave.check.CellChecks;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.plan.Plan;
import io.archweave.publish.Outlets;
import io.archweave.publish.Publisher;
import io.archweave.registry.ImageStore;
import io.archweave.registry.OciLayout;
import io.archweave.report.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The main job: from a plan to verified tags and a report. */
public final class Releases {
    private final Ports ports;
    private final BuildEvents events;

    public Releases(Ports ports, BuildEvents events) {
        this.ports = ports;
        this.events = events;
    }

    /**
     * What a run may do.
     *
     * @param failFast whether targets that have not begun are skipped after a failure
     * @param mayLosePlatforms whether a tag may move to a list that lacks a platform it had
     */
    public record Permissions(boolean failFast, boolean mayLosePlatforms) {}

    /**
     * How a run ended.
     *
     * @param report all that it did
     * @param verdict in one word
     * @param folder where its logs and journal are
     */
    public record Result(RunReport report, Verdict verdict, RunFolder folder) {}

    /**
     * Does the whole plan. What fails in it is told in the report; throws only what keeps it from starting:
     * {@link io.archweave.failure.Unreachable} or {@link io.archweave.failure.InvalidInput}.
     */
    public Result release(Plan plan, Permissions permissions) throws InterruptedException {
        Instant started = Instant.now();
        RunFolder folder = RunFolder.create(ports.runs(), started);
        NodeSession session = new NodeSession(ports, folder.scratch());
        Thread cleanUp = new Thread(() -> abandon(session, folder), "clean-up");
        Runtime.getRuntime().addShutdownHook(cleanUp);
        try {
            Outlets outlets = new Stores(ports.registries());
            requireReachable(plan, outlets);
            ReleaseRun.Ending ending = run(plan, permissions, folder, session, outlets);
            RunReport report = new Reporting(folder).report(ending, started, Instant.now());
            return new Result(report, Verdicts.of(ending), folder);
        } finally {
            end(session, folder);
            forget(cleanUp);
        }
    }

    /** The JVM is told to end: children first, for they still write into the folder. */
    private void abandon(NodeSession session, RunFolder folder) {
        ports.processes().stopAll();
        end(session, folder);
    }

    private static void end(NodeSession session, RunFolder folder) {
        session.close();
        folder.clean();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook does what there is to do.
        }
    }

    /** Asking for one tag of each required destination tells before anything is built. */
    private static void requireReachable(Plan plan, Outlets outlets) {
        for (Destination destination : plan.matrix().destinations()) {
            if (destination.required() && !plan.targets().isEmpty()) {
                Target first = plan.targets().get(0);
                outlets.store(destination)
                        .resolve(destination.tagged(first, first.tagNames().get(0)));
            }
        }
    }

    private ReleaseRun.Ending run(
            Plan plan, Permissions permissions, RunFolder folder, NodeSession session, Outlets outlets)
            throws InterruptedException {
        Nodes nodes = session.place(plan);
        List<Destination> destinations = plan.matrix().destinations();
        Outlet outlet = outlet(destinations.get(0), outlets, folder);
        ExecutorService checkers = Executors.newFixedThreadPool(nodes.slots());
        try (Journal journal = new Journal(folder.journal());
                TargetLogs logs = new TargetLogs(folder, events)) {
            Publisher publisher = new Publisher(destinations, outlets, journal, permissions.mayLosePlatforms());
            BuildxRunner runner = new BuildxRunner(ports.processes(), session.buildx(), folder.scratch());
            TargetStage stage = new TargetStage(
                    new TargetBuilder(runner, outlet, logs),
                    new Adoption(ports.registries(), outlet),
                    new CellChecks(outlet),
                    publisher,
                    outlet,
                    nodes,
                    logs,
                    checkers);
            return new ReleaseRun(plan, stage, publisher, permissions.failFast()).run();
        } finally {
            checkers.shutdownNow();
        }
    }

    private static Outlet outlet(Destination destination, Outlets outlets, RunFolder folder) {
        ImageStore store = outlets.store(destination);
        return destination instanceof Destination.OfLayout layout
                ? new LayoutOutlet(layout, (OciLayout) store, folder.scratch())
                : new RegistryOutlet((Destination.OfRegistry) destination, store);
    }

    /** One store for all registries, one for each layout folder. */
    private static final class Stores implements Outlets {
        private final ImageStore registries;
        private final Map<Destination, OciLayout> layouts = new ConcurrentHashMap<>();

        Stores(ImageStore registries) {
            this.registries = registries;
        }

        @Override
        public ImageStore store(Destination destination) {
            return destination instanceof Destination.OfLayout layout
                    ? layouts.computeIfAbsent(layout, any -> OciLayout.at(layout.folder()))
                    : registries;
        }
    }
}
