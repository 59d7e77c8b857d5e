package io.archweave.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.archweave.docker.FakeEngine;
import io.archweave.node.Node;
import io.archweave.node.NodeConnection;
import io.archweave.node.Placement;
import io.archweave.node.SampleNodes;
import io.archweave.oci.Platform;
import io.archweave.plan.CellId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodesTest {
    private static final Node LOCAL = SampleNodes.node("local", 2, "linux/amd64", "linux/s390x");
    private static final Node GRAVITON = SampleNodes.node("graviton", 4, "linux/arm64", "");
    private static final CellId PLACED = new CellId("app", Platform.parse("linux/arm64"));

    private final FakeEngine localEngine = FakeEngine.anywhere();
    private final FakeEngine gravitonEngine = FakeEngine.anywhere();
    private final NodeConnection local = SampleNodes.connection(LOCAL, localEngine);
    private final NodeConnection graviton = SampleNodes.connection(GRAVITON, gravitonEngine);
    private final Nodes nodes = new Nodes(List.of(local, graviton), new Placement(Map.of(PLACED, GRAVITON)));

    private Optional<Object> runner(String platform) {
        return nodes.runnerOf(new CellId("adopted", Platform.parse(platform))).map(engine -> engine);
    }

    @Test
    void buildACellWhereItIsPlaced() {
        assertSame(graviton, nodes.of(PLACED));
    }

    @Test
    void testACellWhereItWasBuilt() {
        assertSame(gravitonEngine, nodes.runnerOf(PLACED).orElseThrow());
    }

    @Test
    void testACellThatWasNotBuiltWhereverItRuns() {
        assertEquals(Optional.of(localEngine), runner("linux/amd64"));
        assertEquals(Optional.of(localEngine), runner("linux/s390x"));
        assertEquals(Optional.of(gravitonEngine), runner("linux/arm64"));
        assertEquals(Optional.empty(), runner("linux/riscv64"));
    }

    @Test
    void doAsMuchAtOnceAsAllOfThemTogetherCan() {
        assertEquals(6, nodes.slots());
        assertEquals(1, new Nodes(List.of(), new Placement(Map.of())).slots());
    }
}
