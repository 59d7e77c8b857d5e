package io.archweave.node;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.matrix.CellSource;
import io.archweave.matrix.EmulationUse;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.oci.Platform;
import io.archweave.plan.CellId;
import io.archweave.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives every cell that is built a node. Native beats emulated; among equals the one with the fewest cells per slot
 * takes it, then the one declared first.
 *
 * @param nodes by cell; adopted cells have none
 */
public record Placement(Map<CellId, Node> nodes) {
    public Placement {
        nodes = Map.copyOf(nodes);
    }

    /** The node of a cell, empty if the cell is adopted. */
    public Optional<Node> of(CellId cell) {
        return Optional.ofNullable(nodes.get(cell));
    }

    /** Places all cells; throws {@link InvalidInput} with every platform that no node can take. */
    public static Placement place(Plan plan, List<Node> nodes, EmulationUse emulation) {
        Map<CellId, Node> placed = new LinkedHashMap<>();
        Map<Node, Integer> load = new HashMap<>();
        Map<Platform, List<String>> homeless = new TreeMap<>(Comparator.comparing(Platform::toString));
        for (Target target : plan.targets()) {
            for (TargetPlatform declared : target.platforms()) {
                if (declared.source() instanceof CellSource.Adopted) {
                    continue;
                }
                Optional<Node> node = best(declared.platform(), nodes, emulation, load);
                node.ifPresent(chosen -> {
                    placed.put(new CellId(target.name(), declared.platform()), chosen);
                    load.merge(chosen, 1, Integer::sum);
                });
                if (node.isEmpty()) {
                    homeless.computeIfAbsent(declared.platform(), any -> new ArrayList<>())
                            .add(target.name());
                }
            }
        }
        if (!homeless.isEmpty()) {
            throw new InvalidInput(problems(homeless, nodes, emulation));
        }
        return new Placement(placed);
    }

    private static Optional<Node> best(
            Platform platform, List<Node> nodes, EmulationUse emulation, Map<Node, Integer> load) {
        Comparator<Node> lessLoaded =
                Comparator.comparingDouble(node -> load.getOrDefault(node, 0) / (double) node.slots());
        Optional<Node> natively =
                nodes.stream().filter(node -> node.runsNatively(platform)).min(lessLoaded);
        boolean enough = natively.isPresent() && emulation == EmulationUse.WHEN_NEEDED;
        if (emulation == EmulationUse.NEVER || enough) {
            return natively;
        }
        return nodes.stream()
                .filter(node -> node.runsNatively(platform) || node.emulates(platform))
                .min(lessLoaded.thenComparing(node -> node.runsNatively(platform) ? 0 : 1));
    }

    private static List<Problem> problems(
            Map<Platform, List<String>> homeless, List<Node> nodes, EmulationUse emulation) {
        String offers = String.join(
                "; ",
                nodes.stream()
                        .map(node -> node.name() + " offers " + node.offer())
                        .toList());
        return homeless.entrySet().stream()
                .map(entry -> Problem.at(
                                String.join(
                                        ", ", entry.getValue().stream().limit(5).toList()),
                                "no node can build " + entry.getKey() + " (" + offers + ")")
                        .remedy(remedy(entry.getKey(), nodes, emulation)))
                .toList();
    }

    private static String remedy(Platform platform, List<Node> nodes, EmulationUse emulation) {
        if (emulation == EmulationUse.NEVER && nodes.stream().anyMatch(node -> node.emulates(platform))) {
            return "QEMU could, but emulation: {use: never} forbids it; add a native node or allow emulation";
        }
        return "add a node that has it, or install the emulator there: on Debian `apt-get install qemu-user-static"
                + " binfmt-support`, elsewhere a binfmt_misc handler with flag F";
    }
}
