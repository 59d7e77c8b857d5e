package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.matrix.TargetEntry.MatrixEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CombinationsTest {
    private static final Map<String, List<String>> AXES = axes("python=3.11,3.12", "os=bookworm,alpine");

    private static Map<String, List<String>> axes(String... axes) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        Stream.of(axes)
                .map(axis -> axis.split("=", -1))
                .forEach(axis -> map.put(axis[0], List.of(axis[1].split(",", -1))));
        return map;
    }

    private static Map<String, String> one(String text) {
        Map<String, String> combination = new LinkedHashMap<>();
        Stream.of(text.split(" ", -1))
                .map(pair -> pair.split("=", -1))
                .forEach(pair -> combination.put(pair[0], pair[1]));
        return combination;
    }

    private static List<Map<String, String>> all(String... texts) {
        return Stream.of(texts).map(CombinationsTest::one).toList();
    }

    private static List<Map<String, String>> of(
            Map<String, List<String>> axes, List<Map<String, String>> exclude, List<Map<String, String>> include) {
        return Combinations.of(new MatrixEntry(exclude, include, axes)).kept();
    }

    @Test
    void comeInTheOrderDeclaredWithTheLastAxisFastest() {
        assertEquals(
                all(
                        "python=3.11 os=bookworm",
                        "python=3.11 os=alpine",
                        "python=3.12 os=bookworm",
                        "python=3.12 os=alpine"),
                of(AXES, List.of(), List.of()));
    }

    @Test
    void dropWhatAnExclusionMatchesAndTellWhichDidIt() {
        Combinations combinations =
                Combinations.of(new MatrixEntry(all("python=3.10", "python=3.11 os=alpine"), List.of(), AXES));

        assertEquals(
                all("python=3.11 os=bookworm", "python=3.12 os=bookworm", "python=3.12 os=alpine"),
                combinations.kept());
        assertEquals(
                List.of(new Combinations.Drop(one("python=3.11 os=alpine"), "exclude[1] matches")),
                combinations.dropped());
    }

    @Test
    void dropEverythingWithOneValueOfAnAxis() {
        assertEquals(all("python=3.11 os=bookworm", "python=3.12 os=bookworm"), of(AXES, all("os=alpine"), List.of()));
    }

    @Test
    void keepEverythingThatAnExclusionMatchesOnlyInPart() {
        assertEquals(4, of(AXES, all("python=3.11 os=windows"), List.of()).size());
        assertEquals(4, of(AXES, List.of(Map.of()), List.of()).size());
    }

    @Test
    void gainTheFurtherKeysOfAnInclusionThatMatches() {
        assertEquals(
                all(
                        "python=3.11 os=bookworm",
                        "python=3.11 os=alpine",
                        "python=3.12 os=bookworm lto=on",
                        "python=3.12 os=alpine lto=on"),
                of(AXES, List.of(), all("python=3.12 lto=on")));
    }

    @Test
    void allGainTheKeysOfAnInclusionThatNamesNoAxis() {
        assertEquals(
                all("python=3.11 lto=on", "python=3.12 lto=on"),
                of(axes("python=3.11,3.12"), List.of(), all("lto=on")));
    }

    @Test
    void growByAnInclusionThatMatchesNone() {
        assertEquals(
                all("python=3.11", "python=3.12", "python=3.13 os=bookworm"),
                of(axes("python=3.11,3.12"), List.of(), all("python=3.13 os=bookworm")));
    }

    @Test
    void growAgainByWhatWasExcludedButIsIncluded() {
        assertEquals(
                all("python=3.12", "python=3.11 lto=off"),
                of(axes("python=3.11,3.12"), all("python=3.11"), all("python=3.11 lto=off")));
    }

    @Test
    void keepWhatAnEarlierInclusionSays() {
        assertEquals(
                all("python=3.12 lto=on"),
                of(axes("python=3.12"), List.of(), all("python=3.12 lto=on", "python=3.12 lto=off")));
    }

    @Test
    void areOnlyTheInclusionsWithoutAxes() {
        assertEquals(all("name=a", "name=b"), of(Map.of(), List.of(), all("name=a", "name=b")));
        assertEquals(List.of(), of(Map.of(), List.of(), List.of()));
    }

    @Test
    void areCountedWithoutBeingMade() {
        assertEquals(4, Combinations.count(new MatrixEntry(List.of(), List.of(), AXES)));
        assertEquals(0, Combinations.count(new MatrixEntry(List.of(), List.of(), Map.of())));
        String hundred = "x" + ",x".repeat(99);
        Map<String, List<String>> many = axes("a=" + hundred, "b=" + hundred, "c=" + hundred, "d=" + hundred);
        assertEquals(100_001, Combinations.count(new MatrixEntry(List.of(), List.of(), many)));
    }
}
