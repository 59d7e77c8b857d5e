package io.archweave.run;

import io.archweave.matrix.Target;
import io.archweave.plan.Plan;
import io.archweave.publish.Publication;
import io.archweave.publish.Publisher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Builds all targets of a plan, parents first and otherwise side by side, then publishes those that are complete. */
final class ReleaseRun {
    /** How many targets are under way at once; the slots of the nodes decide how many of them build. */
    private static final int WIDTH = 16;

    private final Plan plan;
    private final TargetStage stage;
    private final Publisher publisher;
    private final boolean failFast;
    private final AtomicBoolean failed = new AtomicBoolean();

    ReleaseRun(Plan plan, TargetStage stage, Publisher publisher, boolean failFast) {
        this.plan = plan;
        this.stage = stage;
        this.publisher = publisher;
        this.failFast = failFast;
    }

    /** What became of everything, in plan order. */
    record Ending(List<TargetResult> results, Map<String, Publication> publications) {}

    Ending run() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(WIDTH);
        try {
            List<TargetResult> results = build(pool);
            return new Ending(results, publish(pool, results));
        } finally {
            pool.shutdownNow();
        }
    }

    /** Targets start in plan order, so a parent is always under way before a child takes a thread to wait for it. */
    private List<TargetResult> build(ExecutorService pool) throws InterruptedException {
        Map<String, CompletableFuture<TargetResult>> results = new LinkedHashMap<>();
        for (Target target : plan.targets()) {
            CompletableFuture<TargetResult> result = new CompletableFuture<>();
            results.put(target.name(), result);
            Map<String, CompletableFuture<TargetResult>> parents = new HashMap<>();
            target.parents().forEach(name -> parents.put(name, results.get(name)));
            pool.execute(() -> complete(result, () -> one(target, parents)));
        }
        List<TargetResult> all = new ArrayList<>();
        for (CompletableFuture<TargetResult> result : results.values()) {
            all.add(await(result));
        }
        return all;
    }

    private TargetResult one(Target target, Map<String, CompletableFuture<TargetResult>> parents)
            throws InterruptedException {
        Map<String, TargetResult> finished = new HashMap<>();
        for (Map.Entry<String, CompletableFuture<TargetResult>> parent : parents.entrySet()) {
            finished.put(parent.getKey(), await(parent.getValue()));
        }
        if (failFast && failed.get()) {
            return stage.skip(target, "another target failed first (--fail-fast)");
        }
        TargetResult result = stage.build(target, finished);
        if (result.release().isEmpty()) {
            failed.set(true);
        }
        return result;
    }

    private Map<String, Publication> publish(ExecutorService pool, List<TargetResult> results)
            throws InterruptedException {
        Map<String, CompletableFuture<Publication>> pending = new LinkedHashMap<>();
        for (TargetResult result : results) {
            result.release().ifPresent(release -> {
                CompletableFuture<Publication> publication = new CompletableFuture<>();
                pending.put(result.target().name(), publication);
                pool.execute(() -> complete(publication, () -> publisher.publish(release)));
            });
        }
        Map<String, Publication> publications = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<Publication>> each : pending.entrySet()) {
            publications.put(each.getKey(), await(each.getValue()));
        }
        return publications;
    }

    @FunctionalInterface
    private interface Work<T> {
        T call() throws InterruptedException;
    }

    private static <T> void complete(CompletableFuture<T> future, Work<T> work) {
        try {
            future.complete(work.call());
        } catch (InterruptedException | RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new InterruptedException("the run was interrupted");
        }
    }
}
