package io.archweave.node;

import io.archweave.failure.InvalidInput;
import io.archweave.matrix.EmulationUse;
import io.archweave.plan.CellId;
import io.archweave.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * Places all cells; throws {@link InvalidInput} with every platform that no node can take, and every one that no
     * node can test.
     */
    public static Placement place(Plan plan, List<Node> nodes, EmulationUse emulation) {
        Placing placing = new Placing(nodes, emulation);
        plan.targets().forEach(placing::place);
        placing.refuseHomeless();
        return new Placement(placing.placed());
    }
}
