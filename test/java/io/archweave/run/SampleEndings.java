package io.archweave.run;

import io.archweave.build.CellOutcome;
import io.archweave.build.Failure;
import io.archweave.failure.FailureCategory;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.plan.CellId;
import io.archweave.plan.TargetSketch;
import io.archweave.publish.Publication;
import io.archweave.publish.Release;
import io.archweave.registry.SampleImage;
import io.archweave.weave.IndexWeaver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends of runs of a target that must have linux/amd64 and may have linux/riscv64, piece by piece. */
final class SampleEndings {
    static final Target TARGET = TargetSketch.of("app")
            .on("linux/amd64")
            .optionallyOn("linux/riscv64")
            .target();
    static final Digest BEFORE = Digest.of("before".getBytes(StandardCharsets.UTF_8));

    private static final Platform REQUIRED = Platform.parse("linux/amd64");
    private static final Platform OPTIONAL = Platform.parse("linux/riscv64");

    private final List<TargetResult> results = new ArrayList<>();
    private final Map<String, Publication> publications = new LinkedHashMap<>();

    static PlatformImage image(Platform platform) {
        return new PlatformImage(
                platform, SampleImage.of(platform.toString(), "one").manifest().descriptor(), List.of());
    }

    static Release release(Platform... platforms) {
        List<PlatformImage> images =
                List.of(platforms).stream().map(SampleEndings::image).toList();
        return new Release(TARGET, Manifest.of(IndexWeaver.weave(images, Map.of())), images);
    }

    private static CellOutcome built(Platform platform) {
        return new CellOutcome.Built(
                new CellId("app", platform),
                "local",
                platform.equals(OPTIONAL),
                image(platform),
                Duration.ofMillis(12_345),
                2,
                "the Dockerfile changed");
    }

    private static CellOutcome failed(Platform platform, FailureCategory category) {
        return new CellOutcome.Failed(
                new CellId("app", platform),
                "local",
                platform.equals(OPTIONAL),
                new Failure(category, "it failed\n    do this", List.of("one", "two")),
                Duration.ofMillis(1_250),
                3);
    }

    /** Both cells are built. */
    SampleEndings built() {
        return add(Optional.of(release(REQUIRED, OPTIONAL)), "", built(REQUIRED), built(OPTIONAL));
    }

    /** Both cells are built, and then no list can be made of them. */
    SampleEndings builtInVain() {
        return add(Optional.empty(), "two images are\n    for one platform", built(REQUIRED), built(OPTIONAL));
    }

    /** Both images exist already. */
    SampleEndings taken() {
        CellOutcome one = new CellOutcome.Taken(new CellId("app", REQUIRED), image(REQUIRED), "taken from theirs");
        CellOutcome two = new CellOutcome.Taken(new CellId("app", OPTIONAL), image(OPTIONAL), "taken from theirs");
        return add(Optional.of(release(REQUIRED, OPTIONAL)), "", one, two);
    }

    /** The cell that may fail did. */
    SampleEndings withoutOptional(FailureCategory category) {
        return add(Optional.of(release(REQUIRED)), "", built(REQUIRED), failed(OPTIONAL, category));
    }

    /** The cell that must not fail did. */
    SampleEndings withoutRequired(FailureCategory category) {
        return add(Optional.empty(), "not there: linux/amd64", failed(REQUIRED, category), built(OPTIONAL));
    }

    /** Only the cell that may fail was tried, and it did. */
    SampleEndings withNothing(FailureCategory category) {
        return add(Optional.empty(), "no cell has an image", failed(OPTIONAL, category));
    }

    /** Nothing was tried. */
    SampleEndings skipped() {
        return add(
                Optional.empty(),
                "no cell has an image",
                new CellOutcome.Skipped(new CellId("app", REQUIRED), "its parent failed"),
                new CellOutcome.Skipped(new CellId("app", OPTIONAL), "its parent failed"));
    }

    private SampleEndings add(Optional<Release> release, String reason, CellOutcome... cells) {
        results.add(new TargetResult(TARGET, List.of(cells), release, reason));
        return this;
    }

    /** What became of the tags of the target. */
    SampleEndings published(Publication.Status status) {
        return publish(status, "a reason\n    and a remedy", true);
    }

    /** The tags moved everywhere but in an optional destination. */
    SampleEndings incomplete() {
        return publish(Publication.Status.PUBLISHED, "the mirror is left out", false);
    }

    private SampleEndings publish(Publication.Status status, String reason, boolean complete) {
        Release release = results.stream()
                .flatMap(result -> result.release().stream())
                .findFirst()
                .orElseThrow();
        Publication publication = new Publication(
                release,
                status,
                release.index().digest(),
                List.of("registry.example.com/acme/app:1.0"),
                Optional.of(BEFORE),
                reason,
                complete);
        publications.put("app", publication);
        return this;
    }

    ReleaseRun.Ending ending() {
        return new ReleaseRun.Ending(results, publications);
    }
}
