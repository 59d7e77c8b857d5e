package io.archweave.plan;

import io.archweave.matrix.CellSource;
import io.archweave.matrix.Destination;
import io.archweave.matrix.EmulationUse;
import io.archweave.matrix.Recipe;
import io.archweave.matrix.Recipe.Attestations;
import io.archweave.matrix.Recipe.NamedContext;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.matrix.SmokeTest;
import io.archweave.matrix.Tag;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A target in as few words as a test needs. */
public final class TargetSketch {
    private final String name;
    private final List<TargetPlatform> platforms = new ArrayList<>();
    private final List<SmokeTest> tests = new ArrayList<>();
    private final SortedMap<String, NamedContext> contexts = new TreeMap<>();
    private String family;
    private List<String> tags = List.of("1.0");
    private int retries;

    private TargetSketch(String name) {
        this.name = name;
        this.family = name;
    }

    /** A target with the tag 1.0 and no platforms yet. */
    public static TargetSketch of(String name) {
        return new TargetSketch(name);
    }

    /** A release of these targets to one registry. */
    public static ReleaseMatrix matrix(Target... targets) {
        Destination registry = Destination.OfRegistry.plain("registry.example.com/acme");
        return new ReleaseMatrix(
                Path.of("archweave.yaml"),
                List.of(registry),
                EmulationUse.WHEN_NEEDED,
                Map.of(),
                List.of(targets),
                List.of());
    }

    public TargetSketch family(String key) {
        family = key;
        return this;
    }

    public TargetSketch tags(String... names) {
        tags = List.of(names);
        return this;
    }

    /** What follows is built from these targets. */
    public TargetSketch from(String... parents) {
        for (String parent : parents) {
            contexts.put(parent, new NamedContext.OfTarget(parent));
        }
        return this;
    }

    /** What follows is tried again this often. */
    public TargetSketch retries(int times) {
        retries = times;
        return this;
    }

    /** Required platforms that share one recipe. */
    public TargetSketch on(String... names) {
        for (String platform : names) {
            add(platform, true, recipe(Map.of()));
        }
        return this;
    }

    /** A platform that may fail. */
    public TargetSketch optionallyOn(String platform) {
        return add(platform, false, recipe(Map.of()));
    }

    /** A required platform with a build argument of its own. */
    public TargetSketch onWith(String platform, String argument, String value) {
        return add(platform, true, recipe(Map.of(argument, value)));
    }

    /** A required platform whose image exists. */
    public TargetSketch adopting(String platform, String image) {
        return add(platform, true, new CellSource.Adopted(Reference.parse(image)));
    }

    public TargetSketch test(String expect, String... run) {
        tests.add(new SmokeTest(List.of(run), expect));
        return this;
    }

    private TargetSketch add(String platform, boolean required, CellSource source) {
        platforms.add(new TargetPlatform(Platform.parse(platform), required, List.of(), Optional.empty(), source));
        return this;
    }

    private Recipe recipe(Map<String, String> args) {
        return new Recipe(
                new Recipe.Source(
                        "images/" + family,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        CellSource.sorted(contexts)),
                CellSource.sorted(args),
                CellSource.sorted(Map.of()),
                CellSource.sorted(Map.of()),
                Recipe.Access.ORDINARY,
                Recipe.Cache.NONE,
                new Attestations("min", false),
                Optional.empty(),
                new Recipe.Effort(Duration.ofMinutes(1), retries));
    }

    public Target target() {
        return new Target(
                name,
                family,
                Map.of(),
                List.of(),
                name,
                platforms,
                tags.stream().map(Tag::of).toList(),
                CellSource.sorted(Map.of()),
                tests,
                "archweave.yaml:1:1");
    }
}
