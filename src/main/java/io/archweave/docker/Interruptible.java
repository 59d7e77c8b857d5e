package io.archweave.docker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Gives a call that knows no time limit one: docker-java ignores its own on unix sockets. */
final class Interruptible {
    private Interruptible() {}

    /** The answer, or empty if none came in time; the call is interrupted then, which does free it. */
    static <T> Optional<T> within(Duration limit, Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(call.get());
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                },
                "engine-call");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            thread.interrupt();
            return Optional.empty();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
