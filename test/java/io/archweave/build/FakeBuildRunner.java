package io.archweave.build;

import io.archweave.failure.FailureCategory;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Repository;
import io.archweave.registry.SampleImage;
import io.archweave.weave.IndexWeaver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Builds nothing: pushes a small image for each platform of a call, or fails as often as it was told. */
public final class FakeBuildRunner implements BuildRunner {
    /** How long every platform takes. */
    public static final Duration TOOK = Duration.ofSeconds(7);

    private final InMemoryStore store;
    private final List<BuildCall> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Sick> sick = new ConcurrentHashMap<>();

    private record Sick(FailureCategory category, boolean blamed, int times) {}

    public FakeBuildRunner(InMemoryStore store) {
        this.store = store;
    }

    /** Calls with this target and platform fail this often, and BuildKit names the platform as the guilty one. */
    public FakeBuildRunner failing(String cell, FailureCategory category, int times) {
        sick.put(cell, new Sick(category, true, times));
        return this;
    }

    /** Calls with this target and platform fail this often, and nobody can tell from the output whose fault it is. */
    public FakeBuildRunner failingUnnamed(String cell, FailureCategory category, int times) {
        sick.put(cell, new Sick(category, false, times));
        return this;
    }

    /** Every call so far. */
    public List<BuildCall> calls() {
        return calls;
    }

    /** The platforms of every call so far. */
    public List<String> platforms() {
        return calls.stream()
                .map(call -> String.join(
                        ",", call.platforms().stream().map(Platform::toString).toList()))
                .toList();
    }

    @Override
    public CallResult run(BuildCall call, Consumer<String> lines) throws InterruptedException {
        calls.add(call);
        lines.accept("building " + call.target());
        Map<Platform, Failure> failures = new HashMap<>();
        Failure verdict = null;
        for (Platform platform : call.platforms()) {
            Sick now = sick.get(call.target() + "@" + platform);
            if (now != null && now.times() > 0) {
                sick.put(call.target() + "@" + platform, new Sick(now.category(), now.blamed(), now.times() - 1));
                verdict = new Failure(now.category(), platform + " is unwell", List.of("last words of " + platform));
                if (now.blamed()) {
                    failures.put(platform, verdict);
                }
            }
        }
        return verdict == null ? done(call) : new CallResult.Broken(failures, verdict, TOOK);
    }

    private CallResult done(BuildCall call) {
        Repository repository = ((BuildOutput.PushedByDigest) call.output()).repository();
        List<PlatformImage> images = new ArrayList<>();
        Map<Platform, Duration> took = new HashMap<>();
        for (Platform platform : call.platforms()) {
            SampleImage image = SampleImage.of(platform.toString(), call.target());
            image.pushTo(store, repository);
            images.add(new PlatformImage(platform, image.manifest().descriptor(), List.of()));
            took.put(platform, TOOK);
        }
        return new CallResult.Done(pushed(repository, images), took);
    }

    /** One image is pushed as it is, several as a list. */
    private Digest pushed(Repository repository, List<PlatformImage> images) {
        if (images.size() == 1) {
            return images.get(0).image().digest();
        }
        Manifest index = Manifest.of(IndexWeaver.weave(images, Map.of()));
        store.put(repository.pinned(index.digest()), index);
        return index.digest();
    }
}
