package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path dockerConfig;

    private final List<Duration> pauses = new ArrayList<>();
    private FakeRegistry fake;
    private HttpRegistry registry;
    private Reference tag;
    private Manifest index;

    @BeforeEach
    void start() {
        fake = FakeRegistry.start();
        registry = client(pauses::add, Duration.ofSeconds(10));
        tag = fake.repository("acme/app").tagged("1.0");
        index = SampleImage.index(java.util.Map.of());
        fake.addManifest(tag, index);
    }

    @AfterEach
    void stop() {
        registry.close();
        fake.close();
    }

    private HttpRegistry client(Retries.Pause pause, Duration readTimeout) {
        RegistryOptions options =
                new RegistryOptions(java.util.Set.of(), dockerConfig, Duration.ofSeconds(5), readTimeout, 3, 4);
        return new HttpRegistry(
                options,
                DockerCredentials.of(dockerConfig),
                Clock.fixed(NOW, ZoneOffset.UTC),
                pause,
                SystemDefaultDnsResolver.INSTANCE);
    }

    private void failFirst(int times, FakeResponse with) {
        AtomicInteger left = new AtomicInteger(times);
        fake.onRequest(request ->
                request.path().equals("/v2/") || left.getAndDecrement() <= 0 ? Optional.empty() : Optional.of(with));
    }

    @Test
    void triesAgainAfterTroubleOfTheServerAndWaitsLongerEachTime() {
        for (int status : new int[] {429, 500, 502, 503, 504, 0}) {
            pauses.clear();
            failFirst(3, FakeResponse.of(status));

            assertEquals(Optional.of(index), registry.manifest(tag), "after " + status);
            assertEquals(3, pauses.size(), "after " + status);
            assertTrue(pauses.get(0).toMillis() >= 250 && pauses.get(0).toMillis() <= 500, pauses.toString());
            assertTrue(pauses.get(2).toMillis() >= 1000 && pauses.get(2).toMillis() <= 2000, pauses.toString());
        }
    }

    @Test
    void waitsAsLongAsTheServerSaysButNoMoreThanAMinute() {
        for (String said : List.of("7", "Thu, 01 Jan 2026 00:00:07 GMT")) {
            pauses.clear();
            failFirst(1, FakeResponse.of(429).with("Retry-After", said));
            assertEquals(Optional.of(index), registry.manifest(tag));
            assertEquals(List.of(Duration.ofSeconds(7)), pauses);
        }
        for (String said : List.of("86400", "Fri, 02 Jan 2026 00:00:07 GMT")) {
            pauses.clear();
            failFirst(1, FakeResponse.of(503).with("Retry-After", said));
            assertEquals(Optional.of(index), registry.manifest(tag));
            assertEquals(List.of(Duration.ofSeconds(60)), pauses);
        }
    }

    @Test
    void makesNothingOfAnOddRetryAfter() {
        for (String said : List.of("soon", "-5", "", "Wed, 31 Dec 2025 23:00:00 GMT")) {
            pauses.clear();
            failFirst(1, FakeResponse.of(429).with("Retry-After", said));
            assertEquals(Optional.of(index), registry.manifest(tag));
            assertTrue(pauses.get(0).compareTo(Duration.ofMillis(500)) <= 0, pauses.toString());
        }
    }

    @Test
    void givesUpInTheEndAndSaysWhy() {
        failFirst(99, FakeResponse.error(429, "TOOMANYREQUESTS", "pull rate limit"));
        Unreachable limited = assertThrows(Unreachable.class, () -> registry.manifest(tag));
        assertEquals(FailureCategory.RATE_LIMITED, limited.category());
        assertTrue(limited.getMessage().contains("429, TOOMANYREQUESTS: pull rate limit"), limited.getMessage());
        assertEquals(3, pauses.size());

        failFirst(99, FakeResponse.of(502, "text/html", "<html><title>Bad Gateway</title></html>"));
        Unreachable broken = assertThrows(Unreachable.class, () -> registry.resolve(tag));
        assertEquals(FailureCategory.REGISTRY_5XX, broken.category());

        failFirst(99, FakeResponse.hangUp());
        Unreachable silent = assertThrows(Unreachable.class, () -> registry.put(tag, index));
        assertEquals(FailureCategory.NETWORK, silent.category());
        assertTrue(silent.getMessage().contains("gave no answer"), silent.getMessage());
    }

    @Test
    void doesNotTryAgainWhatWasRefused() {
        for (int status : new int[] {400, 403, 405, 413, 501}) {
            failFirst(99, FakeResponse.of(status));
            assertThrows(Unreachable.class, () -> registry.put(tag, index), "status " + status);
        }
        assertEquals(List.of(), pauses);
    }

    @Test
    void readsAManifestAgainThatBrokeOff() {
        failFirst(
                1,
                FakeResponse.of(200)
                        .with("Content-Type", index.mediaType())
                        .containing(index.bytes())
                        .cutOff());

        assertEquals(Optional.of(index), registry.manifest(tag));
        assertEquals(1, pauses.size());
    }

    @Test
    void startsAnUploadAnewFromTheBeginningOfItsSource() {
        Repository repository = tag.repository();
        byte[] bytes = new byte[200_000];
        Descriptor blob = Descriptor.of("application/octet-stream", bytes.length, Digest.of(bytes));
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger puts = new AtomicInteger();
        fake.onRequest(request -> request.method().equals("PUT") && puts.incrementAndGet() <= 2
                ? Optional.of(puts.get() == 1 ? FakeResponse.of(500) : FakeResponse.hangUp())
                : Optional.empty());

        registry.putBlob(repository, blob, () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes);
        });

        assertTrue(fake.hasBlob(repository, blob.digest()));
        assertEquals(3, opened.get());
        assertEquals(3, fake.count("POST", "/blobs/uploads/"));
    }

    @Test
    void doesNotWaitForEverForASilentRegistry() {
        fake.onRequest(request -> {
            sleep(request.path().equals("/v2/") ? 0 : 2000);
            return Optional.empty();
        });
        try (HttpRegistry impatient = client(pauses::add, Duration.ofMillis(200))) {
            Unreachable silent = assertThrows(Unreachable.class, () -> impatient.manifest(tag));
            assertEquals(FailureCategory.NETWORK, silent.category());
            assertTrue(silent.getMessage().contains("fell silent"), silent.getMessage());
        }
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        failFirst(99, FakeResponse.of(503));
        try (HttpRegistry interrupted = client(
                pause -> {
                    throw new InterruptedException();
                },
                Duration.ofSeconds(10))) {
            assertThrows(Unreachable.class, () -> interrupted.manifest(tag));
        }
        assertTrue(Thread.interrupted());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
