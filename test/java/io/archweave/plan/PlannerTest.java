package io.archweave.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.matrix.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Target CHILD = TargetSketch.of("child")
            .from("parent")
            .on("linux/amd64", "linux/arm64")
            .target();
    private static final Target OTHER = TargetSketch.of("other-1")
            .family("other")
            .on("linux/amd64", "linux/arm64")
            .target();
    private static final Target PARENT =
            TargetSketch.of("parent").on("linux/amd64", "linux/arm64").target();
    private static final ReleaseMatrix MATRIX = TargetSketch.matrix(CHILD, OTHER, PARENT);

    private static List<String> targets(String... only) {
        return Planner.plan(MATRIX, List.of(only)).targets().stream()
                .map(Target::name)
                .toList();
    }

    private static List<String> cells(String... only) {
        return Planner.plan(MATRIX, List.of(only)).cells().map(CellId::toString).toList();
    }

    @Test
    void parentsComeBeforeTheirChildrenAndTheRestAsDeclared() {
        assertEquals(List.of("parent", "child", "other-1"), targets());
    }

    @Test
    void targetsAreChosenByNameFamilyOrPattern() {
        assertEquals(List.of("other-1"), targets("other-1"));
        assertEquals(List.of("other-1"), targets("other"));
        assertEquals(List.of("other-1", "parent"), targets("p*", "oth?r"));
    }

    @Test
    void parentsOfWhatIsChosenComeAlongWhole() {
        assertEquals(
                List.of("parent@linux/amd64", "parent@linux/arm64", "child@linux/arm64"), cells("child@linux/arm64"));
    }

    @Test
    void aPatternThatNamesNothingIsRefusedWithWhatThereIs() {
        InvalidInput e = assertThrows(InvalidInput.class, () -> targets("nothing", "parent"));
        assertTrue(e.getMessage().startsWith("--only nothing: "), e.getMessage());
        assertTrue(e.getMessage().contains("child, other-1, parent"), e.getMessage());
        assertEquals(1, e.problems().size());
    }
}
