package io.archweave.build;

import io.archweave.failure.ArchweaveException;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.matrix.Recipe;
import io.archweave.matrix.Recipe.NamedContext;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.node.NodeConnection;
import io.archweave.oci.Digest;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.plan.CellId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Builds the cells of a target that have recipes. Cells with one recipe on one node share a call of buildx; if that
 * call fails each of them is tried by itself, so that a bad platform costs only itself. A failure that may pass is
 * tried again after a pause.
 */
public final class TargetBuilder {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final BuildRunner runner;
    private final Outlet outlet;
    private final BuildEvents events;

    public TargetBuilder(BuildRunner runner, Outlet outlet, BuildEvents events) {
        this.runner = runner;
        this.outlet = outlet;
        this.events = events;
    }

    /**
     * Builds some cells of one target to their end.
     *
     * @param nodes where each of them is built
     * @param parents the index of each target it is built from, as buildx names it
     */
    public List<CellOutcome> build(
            Target target, List<TargetPlatform> cells, Function<CellId, NodeConnection> nodes, Parents parents)
            throws InterruptedException {
        Map<Share, List<Platform>> shares = new LinkedHashMap<>();
        for (TargetPlatform cell : cells) {
            NodeConnection node = nodes.apply(new CellId(target.name(), cell.platform()));
            Recipe recipe = (Recipe) cell.source();
            // Each platform writes a cache reference of its own, so it needs a call of its own.
            Optional<Platform> alone =
                    recipe.cache().to().isPresent() ? Optional.of(cell.platform()) : Optional.empty();
            shares.computeIfAbsent(new Share(node, recipe, alone), any -> new ArrayList<>())
                    .add(cell.platform());
        }
        List<CellOutcome> outcomes = new ArrayList<>();
        for (Map.Entry<Share, List<Platform>> share : shares.entrySet()) {
            outcomes.addAll(together(target, share.getKey(), share.getValue(), parents));
        }
        return outcomes;
    }

    /** Cells that can share a call. */
    private record Share(NodeConnection node, Recipe recipe, Optional<Platform> alone) {
        boolean emulates(Platform platform) {
            return node.node().emulates(platform);
        }

        String name() {
            return node.node().name();
        }
    }

    /** How the image of a parent target is named to buildx. */
    @FunctionalInterface
    public interface Parents {
        /** The value of {@code --build-context} for this target. */
        String context(String target);
    }

    private List<CellOutcome> together(Target target, Share share, List<Platform> platforms, Parents parents)
            throws InterruptedException {
        Try first = attempt(target, share, platforms, parents);
        if (first instanceof Try.Worked worked) {
            return platforms.stream()
                    .map(platform -> built(target, share, platform, worked, 1))
                    .toList();
        }
        List<CellOutcome> outcomes = new ArrayList<>();
        for (Platform platform : platforms) {
            Try.Fell fell = (Try.Fell) first;
            boolean certain = platforms.size() == 1 || fell.blames(platform);
            outcomes.add(
                    certain
                            ? again(target, share, platform, parents, fell, 1)
                            : alone(target, share, platform, parents));
        }
        return outcomes;
    }

    private CellOutcome alone(Target target, Share share, Platform platform, Parents parents)
            throws InterruptedException {
        Try next = attempt(target, share, List.of(platform), parents);
        return next instanceof Try.Worked worked
                ? built(target, share, platform, worked, 1)
                : again(target, share, platform, parents, (Try.Fell) next, 1);
    }

    private CellOutcome again(
            Target target, Share share, Platform platform, Parents parents, Try.Fell before, int attempts)
            throws InterruptedException {
        Failure failure = before.of(platform);
        if (!failure.category().isTemporary()
                || attempts > share.recipe().effort().retries()) {
            CellId cell = new CellId(target.name(), platform);
            return new CellOutcome.Failed(
                    cell, share.name(), share.emulates(platform), failure, before.took(), attempts);
        }
        events.line(target.name(), platform + " failed (" + failure.category().id() + "), trying again");
        Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (attempts - 1)).toMillis());
        Try next = attempt(target, share, List.of(platform), parents);
        return next instanceof Try.Worked worked
                ? built(target, share, platform, worked, attempts + 1)
                : again(target, share, platform, parents, (Try.Fell) next, attempts + 1);
    }

    private CellOutcome built(Target target, Share share, Platform platform, Try.Worked worked, int attempts) {
        return new CellOutcome.Built(
                new CellId(target.name(), platform),
                share.name(),
                share.emulates(platform),
                worked.images().get(platform),
                worked.took().get(platform),
                attempts,
                "");
    }

    /** How a call ended, with what it pushed already looked up. */
    private sealed interface Try {
        record Worked(Map<Platform, PlatformImage> images, Map<Platform, Duration> took) implements Try {}

        record Fell(Map<Platform, Failure> failures, Failure verdict, Duration took) implements Try {
            boolean blames(Platform platform) {
                return failures.containsKey(platform);
            }

            Failure of(Platform platform) {
                return failures.getOrDefault(platform, verdict);
            }
        }
    }

    private Try attempt(Target target, Share share, List<Platform> platforms, Parents parents)
            throws InterruptedException {
        BuildOutput output = outlet.next(target);
        BuildCall call = new BuildCall(
                target.name(),
                share.recipe(),
                platforms,
                contexts(share.recipe(), parents),
                share.node().builder(),
                output);
        CallResult result = run(share, call);
        if (result instanceof CallResult.Broken broken) {
            return new Try.Fell(broken.failures(), broken.verdict(), broken.took());
        }
        CallResult.Done done = (CallResult.Done) result;
        return collect(target, platforms, output, done);
    }

    private CallResult run(Share share, BuildCall call) throws InterruptedException {
        NodeConnection node = share.node();
        node.slots().acquire();
        try {
            call.platforms()
                    .forEach(platform -> events.started(
                            new CellId(call.target(), platform), share.name(), share.emulates(platform)));
            return runner.run(call, line -> events.line(call.target(), line));
        } finally {
            node.slots().release();
        }
    }

    private Try collect(Target target, List<Platform> platforms, BuildOutput output, CallResult.Done done) {
        try {
            outlet.collect(output);
            Digest digest = done.digest();
            Map<Platform, PlatformImage> images =
                    PushedImages.read(outlet.store(), outlet.repository(target), digest, platforms);
            return new Try.Worked(images, done.took());
        } catch (ArchweaveException e) {
            FailureCategory category = e instanceof Unreachable away ? away.category() : FailureCategory.INTERNAL;
            Failure failure = new Failure(category, e.getMessage(), List.of());
            return new Try.Fell(Map.of(), failure, Duration.ZERO);
        }
    }

    private static SortedMap<String, String> contexts(Recipe recipe, Parents parents) {
        SortedMap<String, String> contexts = new TreeMap<>();
        recipe.source().contexts().forEach((name, context) -> {
            if (context instanceof NamedContext.OfTarget parent) {
                contexts.put(name, parents.context(parent.target()));
            } else {
                contexts.put(name, ((NamedContext.Given) context).value());
            }
        });
        return contexts;
    }
}
