package io.archweave.node;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.matrix.CellSource;
import io.archweave.matrix.EmulationUse;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.oci.Platform;
import io.archweave.plan.CellId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A placement in the making: what is placed, how busy that makes each node, and what found no place. */
final class Placing {
    private static final int NAMED = 5;

    private final List<Node> nodes;
    private final EmulationUse common;
    private final Map<CellId, Node> placed = new LinkedHashMap<>();
    private final Map<Node, Integer> load = new HashMap<>();
    private final Map<Want, List<String>> homeless = new LinkedHashMap<>();

    Placing(List<Node> nodes, EmulationUse common) {
        this.nodes = nodes;
        this.common = common;
    }

    /** What a cell asks of a node. */
    private record Want(Platform platform, EmulationUse emulation, List<String> among, String verb) {}

    Map<CellId, Node> placed() {
        return placed;
    }

    void place(Target target) {
        for (TargetPlatform cell : target.platforms()) {
            boolean adopted = cell.source() instanceof CellSource.Adopted;
            if (adopted && target.tests().isEmpty()) {
                continue;
            }
            Want want = new Want(
                    cell.platform(), cell.emulation().orElse(common), cell.nodes(), adopted ? "test" : "build");
            Optional<Node> node = best(want);
            if (node.isEmpty()) {
                homeless.computeIfAbsent(want, any -> new ArrayList<>()).add(target.name());
            } else if (!adopted) {
                placed.put(new CellId(target.name(), cell.platform()), node.get());
                load.merge(node.get(), 1, Integer::sum);
            }
        }
    }

    private Optional<Node> best(Want want) {
        Comparator<Node> lessLoaded =
                Comparator.comparingDouble(node -> load.getOrDefault(node, 0) / (double) node.slots());
        List<Node> allowed = nodes.stream()
                .filter(node -> want.among().isEmpty() || want.among().contains(node.name()))
                .toList();
        Optional<Node> natively = allowed.stream()
                .filter(node -> node.runsNatively(want.platform()))
                .min(lessLoaded);
        boolean enough = natively.isPresent() && want.emulation() == EmulationUse.WHEN_NEEDED;
        if (want.emulation() == EmulationUse.NEVER || enough) {
            return natively;
        }
        return allowed.stream()
                .filter(node -> node.runsNatively(want.platform()) || node.emulates(want.platform()))
                .min(lessLoaded.thenComparing(node -> node.runsNatively(want.platform()) ? 0 : 1));
    }

    void refuseHomeless() {
        if (homeless.isEmpty()) {
            return;
        }
        String offers = nodes.stream()
                .map(node -> node.name() + " offers " + node.offer())
                .collect(Collectors.joining("; "));
        throw new InvalidInput(homeless.entrySet().stream()
                .map(entry -> problem(entry.getKey(), entry.getValue(), offers))
                .toList());
    }

    private Problem problem(Want want, List<String> targets, String offers) {
        String who = targets.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (targets.size() > NAMED ? " and " + (targets.size() - NAMED) + " more" : "");
        String among = want.among().isEmpty() ? "no node" : "none of " + String.join(", ", want.among());
        return Problem.at(who, among + " can " + want.verb() + " " + want.platform() + " (" + offers + ")")
                .remedy(remedy(want));
    }

    private String remedy(Want want) {
        boolean somewhere = nodes.stream().anyMatch(node -> node.emulates(want.platform()));
        if (want.emulation() == EmulationUse.NEVER && somewhere) {
            return "QEMU could, but emulation: {use: never} forbids it; add a native node or allow emulation";
        }
        return "add a node that has it, or install the emulator there: on Debian `apt-get install qemu-user-static"
                + " binfmt-support`, elsewhere a binfmt_misc handler with flag F";
    }
}
