package io.archweave.matrix;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.matrix.MatrixFile.TargetEntry;
import io.archweave.oci.Platform;
import io.archweave.oci.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the file as written into the release as meant. Collects every problem and throws once. */
final class Expansion {
    private final YamlSource source;
    private final MatrixFile file;
    private final Path path;
    private final Templates templates;
    private final List<Problem> problems = new ArrayList<>();

    private Expansion(YamlSource source, MatrixFile file, Path path, Lookups lookups) {
        this.source = source;
        this.file = file;
        this.path = path;
        this.templates = new Templates(lookups);
    }

    static ReleaseMatrix expand(YamlSource source, MatrixFile file, Path path, Lookups lookups) {
        return new Expansion(source, file, path, lookups).expand();
    }

    private ReleaseMatrix expand() {
        version();
        List<Destination> destinations = destinations();
        List<Target> targets = targets();
        Map<String, NodeDeclaration> nodes = nodes();
        EmulationUse emulation = emulation();
        new TargetChecks(problems).check(targets);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems.stream().distinct().toList());
        }
        return new ReleaseMatrix(path, destinations, emulation, nodes, targets);
    }

    private void version() {
        String version = file.version().orElse("");
        if (!version.equals("1")) {
            problems.add(
                    source.problem("/version", version.isEmpty() ? "there is no version" : "found version " + version)
                            .expected("version: 1"));
        }
    }

    private List<Destination> destinations() {
        List<Destination> destinations = new ArrayList<>();
        for (int i = 0; i < file.registry().size(); i++) {
            MatrixFile.RegistryEntry entry = file.registry().get(i);
            String pointer = file.registry().size() == 1
                            && !source.root().path("registry").isArray()
                    ? "/registry"
                    : YamlSource.below("/registry", i);
            String name = fill(pointer, entry.name(), "", Map.of());
            try {
                destinations.add(Destinations.parse(
                        name,
                        path,
                        entry.required().orElse(true),
                        entry.insecure().orElse(false)));
            } catch (IllegalArgumentException e) {
                problems.add(source.problem(pointer, e.getMessage()).expected("host[:port]/path or oci:FOLDER"));
            }
        }
        if (!destinations.isEmpty() && !destinations.get(0).required()) {
            problems.add(source.problem("/registry/0", "the first registry is not required")
                    .remedy("images are built into the first one; put a required one first"));
        }
        return destinations;
    }

    private List<Target> targets() {
        if (file.targets().isEmpty()) {
            problems.add(source.problem("/targets", "there are no targets").expected("at least one, by name"));
        }
        List<Target> targets = new ArrayList<>();
        file.targets().forEach((name, entry) -> {
            String pointer = YamlSource.below("/targets", name);
            if (!name.matches("[a-z0-9]+([._-]+[a-z0-9]+)*")) {
                problems.add(source.problem(pointer, "'" + name + "' is no name for a target")
                        .expected("lower-case letters and digits with . _ - between them"));
            } else {
                targets.addAll(family(name, entry, pointer));
            }
        });
        return targets;
    }

    private List<Target> family(String family, TargetEntry entry, String pointer) {
        TargetEntry merged = Inheritance.merge(file.defaults(), entry);
        List<Target> targets = new ArrayList<>();
        for (Map<String, String> axes : combinations(entry, pointer)) {
            targets.add(target(family, merged, pointer, axes));
        }
        return targets;
    }

    private List<Map<String, String>> combinations(TargetEntry entry, String pointer) {
        if (entry.matrix().isEmpty()) {
            return List.of(Map.of());
        }
        String at = YamlSource.below(pointer, "matrix");
        MatrixFile.MatrixEntry matrix = entry.matrix().get();
        matrix.axes().forEach((axis, values) -> {
            if (values.isEmpty()) {
                problems.add(source.problem(YamlSource.below(at, axis), "the axis '" + axis + "' has no values")
                        .remedy("give it some, or leave the axis out"));
            }
        });
        List<Map<String, String>> combinations = Combinations.of(matrix);
        if (combinations.isEmpty() && matrix.axes().values().stream().noneMatch(List::isEmpty)) {
            problems.add(source.problem(at, "the matrix has no combination left")
                    .remedy("give it an axis with values, or exclude less"));
        }
        return combinations;
    }

    private Target target(String family, TargetEntry entry, String pointer, Map<String, String> axes) {
        String name = name(family, axes);
        TargetReader reader = new TargetReader(
                this, pointer, name, axes, path.toAbsolutePath().getParent());
        String repository =
                entry.repository().map(text -> reader.fill("repository", text)).orElse(family);
        try {
            new Repository("localhost", repository);
        } catch (IllegalArgumentException e) {
            problems.add(source.problem(YamlSource.below(pointer, "repository"), e.getMessage()));
        }
        return new Target(
                name,
                family,
                new LinkedHashMap<>(axes),
                repository,
                reader.platforms(entry, file.platforms()),
                reader.tags(entry),
                reader.tests(entry),
                source.problem(pointer, "").place());
    }

    private static String name(String family, Map<String, String> axes) {
        StringBuilder name = new StringBuilder(family);
        axes.values().forEach(value -> name.append('-').append(value.replaceAll("[^A-Za-z0-9_.]+", "-")));
        return name.toString();
    }

    private Map<String, NodeDeclaration> nodes() {
        Map<String, NodeDeclaration> nodes = new LinkedHashMap<>();
        file.nodes().forEach((name, entry) -> {
            String pointer = YamlSource.below("/nodes", name);
            for (Optional<String> other : List.of(entry.builder(), entry.agent(), entry.tls())) {
                other.ifPresent(value ->
                        problems.add(source.problem(pointer, "nodes with builder:, agent: or tls: can't be driven yet")
                                .remedy("leave the node out, or give it a host: unix:///path or tcp://host:port")));
            }
            List<Platform> platforms = new ArrayList<>();
            for (int i = 0; i < entry.platforms().size(); i++) {
                platform(
                                YamlSource.below(pointer + "/platforms", i),
                                entry.platforms().get(i))
                        .ifPresent(platforms::add);
            }
            Optional<String> host = entry.host().map(text -> fill(pointer + "/host", text, "", Map.of()));
            host.filter(text -> !text.startsWith("unix://") && !text.startsWith("tcp://"))
                    .ifPresent(text -> problems.add(source.problem(pointer + "/host", "found '" + text + "'")
                            .expected("unix:///path or tcp://host:port")));
            String place = source.problem(pointer, "").place();
            nodes.put(name, new NodeDeclaration(host, platforms, entry.slots(), place));
        });
        return nodes;
    }

    private EmulationUse emulation() {
        String use = file.emulation().use().orElse("when-needed");
        Optional<EmulationUse> known = EmulationUse.of(use);
        if (known.isEmpty()) {
            problems.add(source.problem("/emulation/use", "found '" + use + "'")
                    .expected("never, when-needed or always-allowed"));
        }
        return known.orElse(EmulationUse.WHEN_NEEDED);
    }

    /** The filled template, or the empty text and a problem at the pointer. */
    String fill(String pointer, String text, String target, Map<String, String> axes) {
        try {
            return templates.fill(text, target, axes);
        } catch (Templates.Unfilled e) {
            problems.add(source.problem(pointer, e.getMessage()).remedy(e.remedy()));
            return "";
        }
    }

    /** The platform in this text, or empty and a problem at the pointer. */
    Optional<Platform> platform(String pointer, String text) {
        try {
            return Optional.of(Platform.parse(text));
        } catch (IllegalArgumentException e) {
            problems.add(source.problem(pointer, e.getMessage()));
            return Optional.empty();
        }
    }

    /** Writes down a problem at the pointer and gives it back to be finished. */
    void problem(String pointer, String found, String expected, String remedy) {
        problems.add(source.problem(pointer, found).expected(expected).remedy(remedy));
    }

    /** Where a key of a target stands: in the target itself, or in the defaults. */
    String where(String pointer, String key) {
        String own = YamlSource.below(pointer, key);
        return source.positions().containsKey(own) ? own : YamlSource.below("/defaults", key);
    }

    /** Whether something stands at the pointer in the text. */
    boolean stands(String pointer) {
        return source.positions().containsKey(pointer);
    }
}
