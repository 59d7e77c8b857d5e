package io.archweave.registry;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A few threads that move the blobs of one image; the first that fails is the failure of all. */
final class BlobWorkers implements AutoCloseable {
    private static final int AT_ONCE = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, BlobWorkers::thread);
    private final CompletionService<Void> work = new ExecutorCompletionService<>(threads);
    private int submitted;

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "blob-copy");
        thread.setDaemon(true);
        return thread;
    }

    void submit(Runnable task) {
        work.submit(task, null);
        submitted++;
    }

    /** Waits for all tasks, or throws what the first one to fail threw. */
    void awaitAll() {
        try {
            for (int done = 0; done < submitted; done++) {
                work.take().get();
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(FailureCategory.INTERNAL, Problem.at("copying blobs", "the copy was interrupted"), e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    /** Stops what still runs; nobody waits for it. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
