package io.archweave.run;

import io.archweave.build.Adoption;
import io.archweave.build.BuildEvents;
import io.archweave.build.CellOutcome;
import io.archweave.build.Failure;
import io.archweave.build.Outlet;
import io.archweave.build.TargetBuilder;
import io.archweave.check.CellChecks;
import io.archweave.docker.Engine;
import io.archweave.failure.ArchweaveException;
import io.archweave.failure.FailureCategory;
import io.archweave.matrix.CellSource;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.oci.Manifest;
import io.archweave.oci.PlatformImage;
import io.archweave.plan.CellId;
import io.archweave.publish.Publisher;
import io.archweave.publish.Release;
import io.archweave.weave.IndexWeaver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Takes one target from its recipes to an index that is pushed by digest: build, check, weave. */
final class TargetStage {
    private final TargetBuilder builder;
    private final Adoption adoption;
    private final CellChecks checks;
    private final Publisher publisher;
    private final Outlet outlet;
    private final Nodes nodes;
    private final BuildEvents events;
    private final Executor checkers;

    TargetStage(
            TargetBuilder builder,
            Adoption adoption,
            CellChecks checks,
            Publisher publisher,
            Outlet outlet,
            Nodes nodes,
            BuildEvents events,
            Executor checkers) {
        this.builder = builder;
        this.adoption = adoption;
        this.checks = checks;
        this.publisher = publisher;
        this.outlet = outlet;
        this.nodes = nodes;
        this.events = events;
        this.checkers = checkers;
    }

    /** Builds a target whose parents are finished, one way or the other. */
    TargetResult build(Target target, Map<String, TargetResult> parents) throws InterruptedException {
        List<CellOutcome> outcomes = new ArrayList<>();
        List<TargetPlatform> recipes = new ArrayList<>();
        for (TargetPlatform cell : target.platforms()) {
            CellId id = new CellId(target.name(), cell.platform());
            Optional<String> obstacle = obstacle(cell, parents);
            if (obstacle.isPresent()) {
                outcomes.add(new CellOutcome.Skipped(id, obstacle.get()));
            } else if (cell.source() instanceof CellSource.Adopted) {
                outcomes.add(adoption.take(target, cell));
            } else {
                recipes.add(cell);
            }
        }
        outcomes.addAll(builder.build(target, recipes, nodes::of, name -> context(parents.get(name))));
        return result(target, checked(target, outcomes));
    }

    /** A target that is not tried at all. */
    TargetResult skip(Target target, String reason) {
        List<CellOutcome> outcomes = target.platforms().stream()
                .<CellOutcome>map(cell -> new CellOutcome.Skipped(new CellId(target.name(), cell.platform()), reason))
                .toList();
        outcomes.forEach(events::ended);
        return new TargetResult(target, outcomes, Optional.empty(), reason);
    }

    private static Optional<String> obstacle(TargetPlatform cell, Map<String, TargetResult> parents) {
        return cell.source().parents().stream()
                .filter(name -> !parents.get(name).offers(cell.platform()))
                .findFirst()
                .map(name -> parents.get(name).release().isEmpty()
                        ? "its parent " + name + " can't be released"
                        : "its parent " + name + " has no image for " + cell.platform());
    }

    private String context(TargetResult parent) {
        return outlet.buildContext(parent.target(), parent.index().orElseThrow());
    }

    private List<CellOutcome> checked(Target target, List<CellOutcome> outcomes) {
        List<CompletableFuture<CellOutcome>> pending = outcomes.stream()
                .map(outcome -> CompletableFuture.supplyAsync(() -> proven(target, outcome), checkers))
                .toList();
        List<CellOutcome> checked =
                new ArrayList<>(pending.stream().map(CompletableFuture::join).toList());
        List<CellId> order = target.platforms().stream()
                .map(cell -> new CellId(target.name(), cell.platform()))
                .toList();
        checked.sort(Comparator.comparing(outcome -> order.indexOf(outcome.cell())));
        return checked;
    }

    private CellOutcome proven(Target target, CellOutcome outcome) {
        CellOutcome proven = check(target, outcome);
        events.ended(proven);
        return proven;
    }

    private CellOutcome check(Target target, CellOutcome outcome) {
        Optional<Engine> engine = nodes.runnerOf(outcome.cell());
        if (engine.isEmpty() && !target.tests().isEmpty() && outcome.result().isPresent()) {
            String message = "no node can run the tests on " + outcome.cell().platform();
            Failure failure = new Failure(FailureCategory.TEST, message, List.of());
            return new CellOutcome.Failed(outcome.cell(), "", false, failure, Duration.ZERO, 1);
        }
        return checks.check(target, outcome, engine);
    }

    private TargetResult result(Target target, List<CellOutcome> cells) {
        List<String> missing = cells.stream()
                .filter(outcome -> outcome.result().isEmpty())
                .filter(outcome ->
                        target.on(outcome.cell().platform()).orElseThrow().required())
                .map(outcome -> outcome.cell().platform().toString())
                .toList();
        List<PlatformImage> images =
                cells.stream().flatMap(outcome -> outcome.result().stream()).toList();
        if (!missing.isEmpty() || images.isEmpty()) {
            String reason = images.isEmpty() ? "no cell has an image" : "not there: " + String.join(", ", missing);
            return new TargetResult(target, cells, Optional.empty(), reason);
        }
        try {
            return new TargetResult(target, cells, Optional.of(release(target, images)), "");
        } catch (ArchweaveException e) {
            return new TargetResult(target, cells, Optional.empty(), e.getMessage());
        }
    }

    /** The same images keep the index they have, so that nothing moves that did not change. */
    private Release release(Target target, List<PlatformImage> images) {
        Manifest index = publisher.standingIndex(target, images).orElseGet(() -> woven(target, images));
        return new Release(target, index, images);
    }

    private Manifest woven(Target target, List<PlatformImage> images) {
        Manifest index = Manifest.of(IndexWeaver.weave(images, target.annotations()));
        outlet.store().put(outlet.repository(target).pinned(index.digest()), index);
        return index;
    }
}
