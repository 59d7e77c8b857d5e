package io.archweave.matrix;

import io.archweave.matrix.ReleaseMatrix.Dropped;
import io.archweave.oci.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the file as written into the release as meant. Notes every problem on the way. */
final class Expansion {
    private final Findings findings;
    private final MatrixFile file;
    private final Path path;
    private final Templates templates;
    private final Inheritance inheritance;
    private final List<Dropped> dropped = new ArrayList<>();

    private Expansion(Findings findings, MatrixFile file, Path path, Templates templates) {
        this.findings = findings;
        this.file = file;
        this.path = path;
        this.templates = templates;
        this.inheritance = new Inheritance(findings);
    }

    static ReleaseMatrix expand(
            Findings findings, MatrixFile file, Path path, Lookups lookups, Map<String, String> given) {
        Templates templates = new Templates(lookups, Params.values(file, findings, given));
        return new Expansion(findings, file, path, templates).expand();
    }

    private ReleaseMatrix expand() {
        version();
        List<Destination> destinations = new RegistryReader(findings, path, templates).read(file.registry());
        Map<String, NodeDeclaration> nodes = nodes();
        EmulationUse emulation = emulation();
        List<Target> targets = Claims.settle(targets());
        new TargetChecks(findings, nodes.keySet()).check(targets);
        findings.raise();
        return new ReleaseMatrix(path, destinations, emulation, nodes, targets, dropped);
    }

    private void version() {
        String version = file.version().orElse("");
        if (!version.equals("1")) {
            findings.add(
                    "/version",
                    version.isEmpty() ? "there is no version" : "found version " + version,
                    "version: 1",
                    "");
        }
    }

    private List<Target> targets() {
        if (file.targets().isEmpty() && !findings.taints("/targets")) {
            findings.add("/targets", "there are no targets", "at least one, by name", "");
        }
        List<Target> targets = new ArrayList<>();
        for (String name : file.targets().keySet()) {
            String pointer = YamlSource.below("/targets", name);
            if (!name.matches("[a-z0-9]+([._-]+[a-z0-9]+)*")) {
                findings.add(
                        pointer,
                        "'" + name + "' is no name for a target",
                        "lower-case letters and digits with . _ - between them",
                        "");
            } else if (!findings.taints(pointer) && !findings.taints("/defaults")) {
                targets.addAll(family(name));
            }
        }
        return targets;
    }

    private List<Target> family(String family) {
        Inheritance.Merged merged = inheritance.of(family);
        List<Target> targets = new ArrayList<>();
        if (merged.chain().stream().anyMatch(findings::taints)) {
            return targets;
        }
        TargetEntry entry = MatrixReader.target(merged.keys());
        if (entry.template().orElse(false)) {
            return targets;
        }
        Path folder = path.toAbsolutePath().getParent();
        for (Map<String, String> axes : combinations(family, entry, merged.chain())) {
            Scope scope = new Scope(findings, templates, merged.chain(), name(family, axes, entry), axes, folder);
            if (scope.holds(scope.where("when"), entry.when())) {
                String place = findings.source().problem(scope.pointer(), "").place();
                targets.add(new TargetReader(scope, entry, file.platforms(), dropped).read(family, axes, place));
            } else {
                dropped.add(new Dropped(scope.name(), "when: " + entry.when().orElseThrow()));
            }
        }
        return targets;
    }

    private List<Map<String, String>> combinations(String family, TargetEntry entry, List<String> chain) {
        if (entry.matrix().isEmpty()) {
            return List.of(Map.of());
        }
        String at = chain.stream()
                .map(layer -> YamlSource.below(layer, "matrix"))
                .filter(findings.source()::has)
                .findFirst()
                .orElse(chain.get(0));
        TargetEntry.MatrixEntry matrix = filled(entry.matrix().get(), at, family, chain);
        boolean whole = true;
        for (Map.Entry<String, List<String>> axis : matrix.axes().entrySet()) {
            if (axis.getValue().isEmpty()) {
                whole = false;
                findings.add(
                        YamlSource.below(at, axis.getKey()),
                        "the axis '" + axis.getKey() + "' has no values",
                        "",
                        "give it some, or leave the axis out");
            }
        }
        if (Combinations.count(matrix) > Combinations.MOST) {
            findings.add(
                    at,
                    "the matrix has more than " + Combinations.MOST + " combinations",
                    "",
                    "split it into several targets");
            return List.of();
        }
        Combinations combinations = Combinations.of(matrix);
        combinations
                .dropped()
                .forEach(drop -> dropped.add(new Dropped(name(family, drop.axes(), entry), drop.reason())));
        if (combinations.kept().isEmpty() && whole) {
            findings.add(at, "the matrix has no combination left", "", "give it an axis with values, or exclude less");
        }
        return combinations.kept();
    }

    /** Values may be templates themselves, of anything but the combination they are about to make. */
    private TargetEntry.MatrixEntry filled(
            TargetEntry.MatrixEntry matrix, String at, String family, List<String> chain) {
        Scope scope = new Scope(
                findings,
                templates,
                chain,
                family,
                Map.of(),
                path.toAbsolutePath().getParent());
        return new TargetEntry.MatrixEntry(
                matrix.exclude().stream()
                        .map(each -> scope.fillAll(at + "/exclude", each))
                        .toList(),
                matrix.include().stream()
                        .map(each -> scope.fillAll(at + "/include", each))
                        .toList(),
                filledAxes(matrix.axes(), at, scope));
    }

    private static Map<String, List<String>> filledAxes(Map<String, List<String>> axes, String at, Scope scope) {
        Map<String, List<String>> filled = new LinkedHashMap<>();
        axes.forEach((axis, values) -> filled.put(
                axis,
                values.stream()
                        .map(value -> scope.fillAt(YamlSource.below(at, axis), value))
                        .toList()));
        return filled;
    }

    /** The values of the declared axes tell combinations apart; what an include adds besides does not. */
    private static String name(String family, Map<String, String> axes, TargetEntry entry) {
        Set<String> declared =
                entry.matrix().map(matrix -> matrix.axes().keySet()).orElse(Set.of());
        boolean ofMatrix = axes.keySet().stream().anyMatch(declared::contains);
        StringBuilder name = new StringBuilder(family);
        axes.forEach((axis, value) -> {
            if (declared.contains(axis) || !ofMatrix) {
                name.append('-').append(value.replaceAll("[^A-Za-z0-9_.]+", "-"));
            }
        });
        return name.toString();
    }

    private Map<String, NodeDeclaration> nodes() {
        Map<String, NodeDeclaration> nodes = new LinkedHashMap<>();
        Path folder = path.toAbsolutePath().getParent();
        file.nodes().forEach((name, entry) -> {
            String pointer = YamlSource.below("/nodes", name);
            Scope scope = new Scope(findings, templates, List.of(pointer), name, Map.of(), folder);
            for (Optional<String> other : List.of(entry.builder(), entry.agent(), entry.tls())) {
                other.ifPresent(value -> findings.add(
                        pointer,
                        "nodes with builder:, agent: or tls: can't be driven yet",
                        "",
                        "leave the node out, or give it a host: unix:///path or tcp://host:port"));
            }
            List<Platform> platforms = new ArrayList<>();
            for (int i = 0; i < entry.platforms().size(); i++) {
                scope.platform(
                                YamlSource.below(pointer + "/platforms", i),
                                entry.platforms().get(i))
                        .ifPresent(platforms::add);
            }
            Optional<String> host = scope.fill("host", entry.host());
            host.filter(text -> !text.startsWith("unix://") && !text.startsWith("tcp://"))
                    .ifPresent(text -> findings.add(
                            pointer + "/host", "found '" + text + "'", "unix:///path or tcp://host:port", ""));
            String place = findings.source().problem(pointer, "").place();
            nodes.put(name, new NodeDeclaration(host, platforms, entry.slots(), place));
        });
        return nodes;
    }

    private EmulationUse emulation() {
        String use = file.emulation().use().orElse("when-needed");
        Optional<EmulationUse> known = EmulationUse.of(use);
        if (known.isEmpty()) {
            findings.add("/emulation/use", "found '" + use + "'", "never, when-needed or always-allowed", "");
        }
        return known.orElse(EmulationUse.WHEN_NEEDED);
    }
}
