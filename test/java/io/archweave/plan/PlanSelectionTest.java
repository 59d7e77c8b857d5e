package io.archweave.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.archweave.failure.InvalidInput;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.matrix.Target;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanSelectionTest {
    private static final Target APP = TargetSketch.of("app-3.12-alpine")
            .family("app")
            .from("base")
            .on("linux/amd64", "linux/arm64")
            .target();
    private static final Target OTHER_APP = TargetSketch.of("app-3.12-bookworm")
            .family("app")
            .from("base")
            .on("linux/amd64", "linux/arm64")
            .target();
    private static final Target BASE = TargetSketch.of("base")
            .from("root")
            .on("linux/amd64", "linux/arm64", "linux/s390x")
            .target();
    private static final Target ROOT = TargetSketch.of("root")
            .on("linux/amd64", "linux/arm64", "linux/s390x")
            .target();
    private static final Target TOOL =
            TargetSketch.of("tool").on("linux/arm/v7").target();

    /** Children stand before their parents, so that order has to be made. */
    private static final ReleaseMatrix MATRIX = TargetSketch.matrix(APP, TOOL, OTHER_APP, BASE, ROOT);

    private static List<String> targets(String... patterns) {
        return names(Planner.plan(MATRIX, List.of(patterns)));
    }

    private static List<String> names(Plan plan) {
        return plan.targets().stream().map(Target::name).toList();
    }

    private static List<String> cells(String... patterns) {
        return Planner.plan(MATRIX, List.of(patterns))
                .cells()
                .map(CellId::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tool            | tool",
                "app-3.12-alpine | root base app-3.12-alpine",
                "app             | root base app-3.12-alpine app-3.12-bookworm",
                "app-*-bookworm  | root base app-3.12-bookworm",
                "t?ol            | tool",
                "ro*             | root",
                "*               | root base app-3.12-alpine tool app-3.12-bookworm"
            })
    void takesWhatAPatternNamesAfterAllItsParents(String pattern, String names) {
        assertEquals(List.of(names.split(" ", -1)), targets(pattern));
    }

    @Test
    void takesSingleCells() {
        assertEquals(List.of("tool@linux/arm/v7"), cells("tool@linux/arm/v7"));
        assertEquals(List.of("root@linux/amd64", "root@linux/s390x"), cells("root@linux/s390x", "root@linux/amd64"));
        assertEquals(List.of("tool@linux/arm/v7", "root@linux/arm64"), cells("root@*arm64", "tool@*arm*"));
    }

    @Test
    void takesAParentWholeThoughOneCellOfItIsWantedByItself() {
        assertEquals(
                List.of(
                        "root@linux/amd64",
                        "root@linux/arm64",
                        "root@linux/s390x",
                        "base@linux/amd64",
                        "base@linux/arm64",
                        "base@linux/s390x",
                        "app-3.12-alpine@linux/arm64"),
                cells("base@linux/s390x", "app-3.12-alpine@linux/arm64"));
    }

    @Test
    void takesTheOtherCharactersOfAPatternLiterally() {
        InvalidInput e = assertThrows(InvalidInput.class, () -> targets("app-3x12-alpine", "[a-z]+", "("));
        assertEquals(3, e.problems().size());
    }

    @Test
    void tellsOfEveryPatternThatNamesNothing() {
        InvalidInput e = assertThrows(InvalidInput.class, () -> targets("tol", "tool", "tool@linux/amd64"));
        assertEquals(
                """
                --only tol: no target or cell has such a name
                    there are app-3.12-alpine, tool, app-3.12-bookworm, base, root
                --only tool@linux/amd64: no target or cell has such a name
                    there are app-3.12-alpine, tool, app-3.12-bookworm, base, root""",
                e.getMessage());
    }

    @Test
    void doesNotListHundredsOfNames() {
        Target[] many = IntStream.range(0, 300)
                .mapToObj(number ->
                        TargetSketch.of("target" + number).on("linux/amd64").target())
                .toArray(Target[]::new);
        InvalidInput e =
                assertThrows(InvalidInput.class, () -> Planner.plan(TargetSketch.matrix(many), List.of("nothing")));
        assertEquals(20, e.problems().get(0).remedy().split(", ", -1).length);
    }

    @Test
    void ordersADiamondOnce() {
        Target left = TargetSketch.of("left").from("bottom").on("linux/amd64").target();
        Target right = TargetSketch.of("right").from("bottom").on("linux/amd64").target();
        Target top =
                TargetSketch.of("top").from("right", "left").on("linux/amd64").target();
        Target bottom = TargetSketch.of("bottom").on("linux/amd64").target();

        assertEquals(
                List.of("bottom", "left", "right", "top"),
                names(Planner.plan(TargetSketch.matrix(top, left, right, bottom), List.of("top"))));
    }
}
