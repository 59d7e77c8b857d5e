package io.archweave.matrix;

import io.archweave.matrix.CellSource.Attestations;
import io.archweave.matrix.CellSource.NamedContext;
import io.archweave.matrix.MatrixFile.PlatformEntry;
import io.archweave.matrix.MatrixFile.PlatformSet;
import io.archweave.matrix.MatrixFile.TargetEntry;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Fills in one combination of one target. */
final class TargetReader {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(45);
    private static final int DEFAULT_RETRIES = 2;
    private static final Attestations DEFAULT_ATTESTATIONS = new Attestations("min", false);

    private final Expansion expansion;
    private final String pointer;
    private final String name;
    private final Map<String, String> axes;
    private final Path folder;

    TargetReader(Expansion expansion, String pointer, String name, Map<String, String> axes, Path folder) {
        this.expansion = expansion;
        this.pointer = pointer;
        this.name = name;
        this.axes = axes;
        this.folder = folder;
    }

    /** A filled value of this target. */
    String fill(String key, String text) {
        return expansion.fill(expansion.where(pointer, key), text, name, axes);
    }

    List<String> tags(TargetEntry entry) {
        String at = expansion.where(pointer, "tags");
        Set<String> tags = new LinkedHashSet<>();
        for (int i = 0; i < entry.tags().size(); i++) {
            String here = YamlSource.below(at, i);
            String tag = expansion.fill(here, entry.tags().get(i), name, axes);
            if (!tag.isEmpty() && !Reference.isTag(tag)) {
                expansion.problem(
                        here,
                        "'" + tag + "' is not a tag",
                        "up to 128 letters, digits and _ . -, the first none of . and -",
                        "");
            }
            tags.add(tag);
        }
        if (tags.isEmpty()) {
            expansion.problem(pointer, "the target has no tags", "a list such as tags: [latest]", "");
        }
        return List.copyOf(tags);
    }

    List<SmokeTest> tests(TargetEntry entry) {
        String at = expansion.where(pointer, "test");
        List<SmokeTest> tests = new ArrayList<>();
        for (int i = 0; i < entry.test().size(); i++) {
            String here = YamlSource.below(at, i);
            MatrixFile.TestEntry test = entry.test().get(i);
            if (test.run().isEmpty()) {
                expansion.problem(here, "the test runs nothing", "run: [program, argument]", "");
            }
            List<String> run = test.run().stream()
                    .map(word -> expansion.fill(here, word, name, axes))
                    .toList();
            tests.add(new SmokeTest(
                    run,
                    test.expect()
                            .map(text -> expansion.fill(here, text, name, axes))
                            .orElse("")));
        }
        return tests;
    }

    List<TargetPlatform> platforms(TargetEntry entry, PlatformSet common) {
        if (!entry.weave().isEmpty()) {
            return adopted(entry);
        }
        boolean own = !entry.platforms().entries().isEmpty();
        PlatformSet declared = own ? entry.platforms() : common;
        String at = own ? expansion.where(pointer, "platforms") : "/platforms";
        if (declared.entries().isEmpty()) {
            expansion.problem(
                    pointer, "the target has no platforms", "platforms: [linux/amd64] here or at the top", "");
        }
        if (entry.context().isEmpty()) {
            expansion.problem(
                    pointer, "the target has neither context: nor weave:", "a folder to build or images to join", "");
        }
        Map<Platform, TargetPlatform> platforms = new LinkedHashMap<>();
        int index = 0;
        for (Map.Entry<String, PlatformEntry> each : declared.entries().entrySet()) {
            String here = known(YamlSource.below(at, each.getKey()), YamlSource.below(at, index++));
            PlatformEntry override = each.getValue();
            String spelt = expansion.fill(here, each.getKey(), name, axes);
            expansion.platform(here, spelt).ifPresent(platform -> {
                TargetPlatform cell =
                        new TargetPlatform(platform, override.required().orElse(true), recipe(entry, override, here));
                if (platforms.put(platform, cell) != null) {
                    expansion.problem(here, platform + " stands here for the second time", "each platform once", "");
                }
            });
        }
        return List.copyOf(platforms.values());
    }

    private String known(String asKey, String asItem) {
        return expansion.stands(asKey) ? asKey : asItem;
    }

    private List<TargetPlatform> adopted(TargetEntry entry) {
        String at = YamlSource.below(pointer, "weave");
        if (entry.context().isPresent()) {
            expansion.problem(at, "the target has weave: and context:", "one of them", "");
        }
        List<TargetPlatform> platforms = new ArrayList<>();
        entry.weave().forEach((spelt, image) -> {
            String here = YamlSource.below(at, spelt);
            expansion.platform(here, spelt).ifPresent(platform -> {
                String filled = expansion.fill(here, image, name, axes);
                try {
                    platforms.add(new TargetPlatform(platform, true, new CellSource.Adopted(Reference.parse(filled))));
                } catch (IllegalArgumentException e) {
                    expansion.problem(here, e.getMessage(), "an image such as docker.io/library/alpine:3.20", "");
                }
            });
        });
        return platforms;
    }

    private CellSource.Recipe recipe(TargetEntry entry, PlatformEntry override, String here) {
        Optional<Path> dockerfile = (override.dockerfile().isPresent() ? override.dockerfile() : entry.dockerfile())
                .map(text -> fill("dockerfile", text))
                .map(Path::of);
        String context = entry.context().map(text -> fill("context", text)).orElse("");
        Map<String, String> args = filled("args", entry.args());
        override.args().forEach((key, value) -> args.put(key, expansion.fill(here, value, name, axes)));
        return new CellSource.Recipe(
                isRemote(context)
                        ? context
                        : folder.resolve(context).normalize().toString(),
                dockerfile.map(path -> isRemote(context)
                        ? path
                        : folder.resolve(context).resolve(path).normalize()),
                (override.stage().isPresent() ? override.stage() : entry.stage()).map(text -> fill("stage", text)),
                CellSource.sorted(contexts(entry)),
                CellSource.sorted(args),
                CellSource.sorted(filled("labels", entry.labels())),
                attestations(entry),
                timeout(override.timeout().isPresent() ? override.timeout() : entry.timeout()),
                entry.retries().orElse(DEFAULT_RETRIES));
    }

    private static boolean isRemote(String context) {
        return context.contains("://") || context.startsWith("git@");
    }

    private Map<String, String> filled(String key, Map<String, String> values) {
        Map<String, String> filled = new TreeMap<>();
        String at = expansion.where(pointer, key);
        values.forEach(
                (each, value) -> filled.put(each, expansion.fill(YamlSource.below(at, each), value, name, axes)));
        return filled;
    }

    private Map<String, NamedContext> contexts(TargetEntry entry) {
        Map<String, NamedContext> contexts = new TreeMap<>();
        filled("contexts", entry.contexts()).forEach((key, value) -> {
            if (value.startsWith("target:")) {
                contexts.put(key, new NamedContext.OfTarget(value.substring("target:".length())));
            } else {
                boolean folderName = !isRemote(value);
                contexts.put(
                        key,
                        new NamedContext.Given(
                                folderName ? folder.resolve(value).normalize().toString() : value));
            }
        });
        return contexts;
    }

    private Attestations attestations(TargetEntry entry) {
        return entry.attest()
                .map(attest -> {
                    String provenance = attest.provenance().orElse(DEFAULT_ATTESTATIONS.provenance());
                    if (!Set.of("min", "max", "false").contains(provenance)) {
                        expansion.problem(
                                expansion.where(pointer, "attest"),
                                "found provenance '" + provenance + "'",
                                "min, max or false",
                                "");
                    }
                    return new Attestations(provenance, attest.sbom().orElse(false));
                })
                .orElse(DEFAULT_ATTESTATIONS);
    }

    private Duration timeout(Optional<String> text) {
        if (text.isEmpty()) {
            return DEFAULT_TIMEOUT;
        }
        try {
            Duration timeout = Duration.parse("PT" + text.get().strip().toUpperCase(Locale.ROOT));
            if (timeout.isNegative() || timeout.isZero()) {
                throw new DateTimeParseException("not positive", text.get(), 0);
            }
            return timeout;
        } catch (DateTimeParseException e) {
            expansion.problem(
                    expansion.where(pointer, "timeout"),
                    "found '" + text.get() + "'",
                    "a time such as 45m or 1h30m",
                    "");
            return DEFAULT_TIMEOUT;
        }
    }
}
