package io.archweave.run;

import io.archweave.docker.Engine;
import io.archweave.node.NodeConnection;
import io.archweave.node.Placement;
import io.archweave.oci.Platform;
import io.archweave.plan.CellId;
import java.util.List;
import java.util.Optional;

/**
 * The nodes of a run and who builds what.
 *
 * @param connections all of them
 * @param placement by cell
 */
public record Nodes(List<NodeConnection> connections, Placement placement) {
    public Nodes {
        connections = List.copyOf(connections);
    }

    /** Where a cell is built. */
    NodeConnection of(CellId cell) {
        String name = placement.of(cell).orElseThrow().name();
        return connections.stream()
                .filter(connection -> connection.node().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How much may go on at once on all of them, at least 1. */
    int slots() {
        return Math.max(
                1,
                connections.stream()
                        .mapToInt(connection -> connection.node().slots())
                        .sum());
    }

    /** An Engine that can run the image of a cell: the one that built it, else any that offers the platform. */
    Optional<Engine> runnerOf(CellId cell) {
        return placement.of(cell).isPresent() ? Optional.of(of(cell).engine()) : runner(cell.platform());
    }

    private Optional<Engine> runner(Platform platform) {
        return connections.stream()
                .filter(connection -> connection.node().runsNatively(platform)
                        || connection.node().emulates(platform))
                .map(NodeConnection::engine)
                .findFirst();
    }
}
