package io.archweave.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.archweave.failure.InvalidInput;
import io.archweave.matrix.EmulationUse;
import io.archweave.matrix.Target;
import io.archweave.oci.Platform;
import io.archweave.plan.CellId;
import io.archweave.plan.Plan;
import io.archweave.plan.Planner;
import io.archweave.plan.TargetSketch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Node LOCAL = SampleNodes.node("local", 2, "linux/amd64", "linux/arm64 linux/s390x");
    private static final Node GRAVITON = SampleNodes.node("graviton", 2, "linux/arm64 linux/arm/v7", "");

    private static Placement place(EmulationUse emulation, List<Node> nodes, Target... targets) {
        Plan plan = Planner.plan(TargetSketch.matrix(targets), List.of());
        return Placement.place(plan, nodes, emulation);
    }

    private static Placement place(List<Node> nodes, Target... targets) {
        return place(EmulationUse.WHEN_NEEDED, nodes, targets);
    }

    private static String nodeOf(Placement placement, String target, String platform) {
        return placement
                .of(new CellId(target, Platform.parse(platform)))
                .map(Node::name)
                .orElse("none");
    }

    private static Target[] apps(int count, String... platforms) {
        return Stream.iterate(1, number -> number + 1)
                .limit(count)
                .map(number -> TargetSketch.of("app" + number).on(platforms).target())
                .toArray(Target[]::new);
    }

    private static List<String> nodesOf(Placement placement, int count, String platform) {
        return Stream.iterate(1, number -> number + 1)
                .limit(count)
                .map(number -> nodeOf(placement, "app" + number, platform))
                .toList();
    }

    @Test
    void prefersANodeThatRunsThePlatformItself() {
        Placement placement = place(List.of(LOCAL, GRAVITON), apps(1, "linux/amd64", "linux/arm64", "linux/arm/v7"));

        assertEquals("local", nodeOf(placement, "app1", "linux/amd64"));
        assertEquals("graviton", nodeOf(placement, "app1", "linux/arm64"));
        assertEquals("graviton", nodeOf(placement, "app1", "linux/arm/v7"));
    }

    @Test
    void prefersItHoweverBusyItIs() {
        Placement placement = place(List.of(LOCAL, GRAVITON), apps(5, "linux/arm64"));
        assertEquals(
                List.of("graviton", "graviton", "graviton", "graviton", "graviton"),
                nodesOf(placement, 5, "linux/arm64"));
    }

    @Test
    void emulatesWhatNoNodeRuns() {
        Placement placement = place(List.of(GRAVITON, LOCAL), apps(1, "linux/s390x"));
        assertEquals("local", nodeOf(placement, "app1", "linux/s390x"));
    }

    @Test
    void spreadsTheLoadBySlots() {
        Node big = SampleNodes.node("big", 4, "linux/amd64", "");
        Node small = SampleNodes.node("small", 1, "linux/amd64", "");
        List<String> nodes = nodesOf(place(List.of(small, big), apps(10, "linux/amd64")), 10, "linux/amd64");

        assertEquals(2, nodes.stream().filter("small"::equals).count());
        assertEquals(List.of("small", "big", "big", "big"), nodes.subList(0, 4));
    }

    @Test
    void takesTheNodeThatIsDeclaredFirstAmongEquals() {
        Node twin = SampleNodes.node("twin", 2, "linux/amd64", "");
        assertEquals(
                List.of("twin", "local", "twin", "local"),
                nodesOf(place(List.of(twin, LOCAL), apps(4, "linux/amd64")), 4, "linux/amd64"));
    }

    @Test
    void emulatesBesideABusyNativeNodeWhereThatIsAllowed() {
        Placement placement = place(EmulationUse.ALWAYS_ALLOWED, List.of(LOCAL, GRAVITON), apps(2, "linux/arm64"));
        assertEquals(List.of("graviton", "local"), nodesOf(placement, 2, "linux/arm64"));
    }

    @Test
    void placesNothingThatIsAdopted() {
        Target adopted = TargetSketch.of("adopted")
                .adopting("linux/amd64", "docker.io/username/x8664-test")
                .target();
        Placement placement = place(List.of(LOCAL), adopted);
        assertEquals(Optional.empty(), placement.of(new CellId("adopted", Platform.parse("linux/amd64"))));
    }

    @Test
    void refusesToEmulateWhereThatIsForbidden() {
        InvalidInput e = assertThrows(
                InvalidInput.class,
                () -> place(EmulationUse.NEVER, List.of(LOCAL, GRAVITON), apps(1, "linux/s390x", "linux/amd64")));
        assertEquals(
                "app1: no node can build linux/s390x (local offers linux/amd64, linux/arm64 (emulated), linux/s390x"
                        + " (emulated); graviton offers linux/arm/v7, linux/arm64)\n"
                        + "    QEMU could, but emulation: {use: never} forbids it; add a native node or allow emulation",
                e.getMessage());
    }

    @Test
    void namesEveryPlatformThatNoNodeCanBuildAndWhatEachNodeOffers() {
        InvalidInput e = assertThrows(
                InvalidInput.class, () -> place(List.of(GRAVITON), apps(7, "linux/riscv64", "linux/ppc64le")));

        assertEquals(2, e.problems().size());
        assertEquals(
                "app1, app2, app3, app4, app5 and 2 more: no node can build linux/riscv64 (graviton offers"
                        + " linux/arm/v7, linux/arm64)\n    add a node that has it, or install the emulator there: on"
                        + " Debian `apt-get install qemu-user-static binfmt-support`, elsewhere a binfmt_misc handler"
                        + " with flag F",
                e.problems().get(0).toString());
    }
}
