package io.archweave.run;

import io.archweave.docker.BinfmtHandlers;
import io.archweave.docker.Buildx;
import io.archweave.matrix.NodeDeclaration;
import io.archweave.matrix.Recipe;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.node.Node;
import io.archweave.node.NodeConnection;
import io.archweave.node.NodeProbe;
import io.archweave.node.Placement;
import io.archweave.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes of a release for as long as they are used; closing it hangs up. */
public final class NodeSession implements AutoCloseable {
    private final Buildx buildx;
    private final NodeProbe probe;
    private final List<NodeConnection> connections = new ArrayList<>();

    /**
     * Only takes note.
     *
     * @param scratch where buildx may keep its list of builders
     */
    public NodeSession(Ports ports, Path scratch) {
        this.buildx = new Buildx(ports.processes(), ports.docker(), ports.dockerConfig(), scratch.resolve("buildx"));
        this.probe = new NodeProbe(ports.engines(), ports.localEngine(), buildx, BinfmtHandlers.KERNEL);
    }

    /** How builds are started on these nodes. */
    Buildx buildx() {
        return buildx;
    }

    /** Connects to the declared nodes, or to the local Engine if none is declared. */
    public List<Node> connect(ReleaseMatrix matrix) throws InterruptedException {
        buildx.requireUsable();
        Map<String, NodeDeclaration> declared = matrix.nodes().isEmpty() ? Map.of("local", local()) : matrix.nodes();
        for (Map.Entry<String, NodeDeclaration> node : declared.entrySet()) {
            connections.add(probe.connect(node.getKey(), node.getValue()));
        }
        return connections.stream().map(NodeConnection::node).toList();
    }

    private static NodeDeclaration local() {
        return new NodeDeclaration(Optional.empty(), List.of(), Optional.empty(), "the local Engine");
    }

    /** Connects and gives every cell of a plan its node; a plan that neither builds nor tests needs none. */
    public Nodes place(Plan plan) throws InterruptedException {
        if (!needsNodes(plan)) {
            return new Nodes(List.of(), new Placement(Map.of()));
        }
        List<Node> nodes = connect(plan.matrix());
        return new Nodes(connections, Placement.place(plan, nodes, plan.matrix().emulation()));
    }

    private static boolean needsNodes(Plan plan) {
        return plan.targets().stream()
                .anyMatch(target -> !target.tests().isEmpty()
                        || target.platforms().stream().anyMatch(cell -> cell.source() instanceof Recipe));
    }

    @Override
    public void close() {
        connections.forEach(NodeConnection::close);
    }
}
