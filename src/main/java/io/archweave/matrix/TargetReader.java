package io.archweave.matrix;

import io.archweave.matrix.ReleaseMatrix.Dropped;
import io.archweave.matrix.TargetEntry.AnnotationEntry;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills in one combination of one target. */
final class TargetReader {
    private final Scope scope;
    private final TargetEntry entry;
    private final PlatformSet common;
    private final List<Dropped> dropped;

    /**
     * Only takes note.
     *
     * @param common the platforms of targets that name none
     * @param dropped where platforms that a condition leaves out are written down
     */
    TargetReader(Scope scope, TargetEntry entry, PlatformSet common, List<Dropped> dropped) {
        this.scope = scope;
        this.entry = entry;
        this.common = common;
        this.dropped = dropped;
    }

    Target read(String family, Map<String, String> axes, String place) {
        return new Target(
                scope.name(),
                family,
                new LinkedHashMap<>(axes),
                scope.fill("groups", entry.groups()),
                repository(family),
                platforms(),
                new TagReader(scope).read(entry.tags()),
                CellSource.sorted(scope.fill(
                        "annotations",
                        entry.annotations().map(AnnotationEntry::index).orElse(Map.of()))),
                tests(),
                place);
    }

    private String repository(String family) {
        String repository = scope.fill("repository", entry.repository()).orElse(family);
        try {
            new Repository("localhost", repository);
        } catch (IllegalArgumentException e) {
            scope.problem(scope.where("repository"), e.getMessage(), "", "");
        }
        return repository;
    }

    private List<SmokeTest> tests() {
        String at = scope.where("test");
        List<SmokeTest> tests = new ArrayList<>();
        for (int i = 0; i < entry.test().size(); i++) {
            String here = YamlSource.below(at, i);
            TargetEntry.TestEntry test = entry.test().get(i);
            if (test.run().isEmpty()) {
                scope.problem(here, "the test runs nothing", "run: [program, argument]", "");
            }
            List<String> run =
                    test.run().stream().map(word -> scope.fillAt(here, word)).toList();
            tests.add(new SmokeTest(
                    run, test.expect().map(text -> scope.fillAt(here, text)).orElse("")));
        }
        return tests;
    }

    private List<TargetPlatform> platforms() {
        return entry.weave().isEmpty() ? built() : adopted();
    }

    private List<TargetPlatform> built() {
        boolean own = !entry.platforms().entries().isEmpty();
        PlatformSet declared = own ? entry.platforms() : common;
        String at = own ? scope.where("platforms") : "/platforms";
        if (declared.entries().isEmpty()) {
            scope.problem(
                    scope.pointer(), "the target has no platforms", "platforms: [linux/amd64] here or at the top", "");
        }
        if (entry.context().isEmpty()) {
            scope.problem(
                    scope.pointer(),
                    "the target has neither context: nor weave:",
                    "a folder to build or images to join",
                    "");
        }
        RecipeReader recipes = new RecipeReader(scope, entry);
        Map<Platform, TargetPlatform> platforms = new LinkedHashMap<>();
        int index = 0;
        for (Map.Entry<String, PlatformEntry> each : declared.entries().entrySet()) {
            String asKey = YamlSource.below(at, each.getKey());
            String here = scope.has(asKey) ? asKey : YamlSource.below(at, index);
            index++;
            cell(here, each.getKey(), each.getValue(), recipes).ifPresent(cell -> {
                if (platforms.put(cell.platform(), cell) != null) {
                    scope.problem(here, cell.platform() + " stands here for the second time", "each platform once", "");
                }
            });
        }
        return List.copyOf(platforms.values());
    }

    private Optional<TargetPlatform> cell(String here, String spelt, PlatformEntry override, RecipeReader recipes) {
        Optional<Platform> platform = scope.platform(here, scope.fillAt(here, spelt));
        if (platform.isEmpty()) {
            return Optional.empty();
        }
        if (!scope.holds(here + "/when", override.when())) {
            dropped.add(new Dropped(
                    scope.name() + "@" + platform.get(),
                    "when: " + override.when().get()));
            return Optional.empty();
        }
        List<String> nodes = override.node().isEmpty() ? entry.node() : override.node();
        Optional<EmulationUse> emulation = override.emulation().isPresent()
                ? scope.emulation(here + "/emulation", override.emulation())
                : scope.emulation(scope.where("emulation"), entry.emulation());
        return Optional.of(new TargetPlatform(
                platform.get(),
                override.required().orElse(true),
                scope.fill("node", nodes),
                emulation,
                recipes.of(override, here)));
    }

    private List<TargetPlatform> adopted() {
        if (entry.context().isPresent() && scope.has(YamlSource.below(scope.pointer(), "context"))) {
            scope.problem(scope.where("weave"), "the target has weave: and context:", "one of them", "");
        }
        List<TargetPlatform> platforms = new ArrayList<>();
        entry.weave().forEach((spelt, image) -> {
            String here = scope.where("weave", spelt);
            scope.platform(here, spelt).ifPresent(platform -> {
                try {
                    Reference source = Reference.parse(scope.fillAt(here, image));
                    platforms.add(TargetPlatform.of(platform, new CellSource.Adopted(source)));
                } catch (IllegalArgumentException e) {
                    scope.problem(here, e.getMessage(), "an image such as docker.io/library/alpine:3.20", "");
                }
            });
        });
        return platforms;
    }
}
