package io.archweave.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {

    /** The orders that section 11 prints, and where numbers and ASCII differ. */
    static List<List<String>> orders() {
        return List.of(
                List.of("1.0.0", "2.0.0", "2.1.0", "2.1.1"),
                List.of("1.0.0-alpha", "1.0.0"),
                List.of(
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0"),
                List.of("0.9.0", "0.10.0", "1.0.0-0", "1.0.0-1", "1.0.0--", "1.0.0-0a", "1.0.0-A", "1.0.0-a"),
                List.of(
                        "1.0.9223372036854775807",
                        "1.0.9223372036854775808",
                        "1.0.99999999999999999999999-1.99999999999999999999998",
                        "1.0.99999999999999999999999-1.99999999999999999999999"));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void isOrderedAsTheSpecificationPrintsIt(List<String> ascending) {
        OrderTable.assertAscending(VersionScheme.SEMVER, ascending);
    }

    @Test
    void buildMetadataHasNoPartInTheOrder() {
        SemanticVersion one = parse("1.0.0+1");
        SemanticVersion two = parse("v1.0.0+2");
        assertEquals(0, one.compareTo(two));
        assertNotEquals(one, two);
    }

    @Test
    void isReadInItsParts() {
        SemanticVersion version = parse("v1.20.300-rc.1+build.007");
        assertEquals("v1.20.300-rc.1+build.007", version.raw());
        assertEquals("1.20.300-rc.1", version.canonical());
        assertEquals(BigInteger.valueOf(1), version.major());
        assertEquals(BigInteger.valueOf(20), version.minor());
        assertEquals(BigInteger.valueOf(300), version.patch());
        assertEquals(List.of("rc", "1"), version.prerelease());
        assertEquals(List.of("build", "007"), version.build());
        assertTrue(version.isPrerelease());
        assertFalse(version.isFinal());
    }

    @Test
    void takesNumbersAndListsOfAnyLength() {
        String digits = "9".repeat(5_000);
        assertEquals(digits, parse("0." + digits + ".0").minor().toString());
        assertEquals(20_001, parse("1.0.0-a" + ".b".repeat(20_000)).prerelease().size());
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.4, 0.0.4, false",
        "1.1.2-prerelease+meta, 1.1.2-prerelease, true",
        "1.1.2+meta-valid, 1.1.2, false",
        "1.0.0-alpha0.valid, 1.0.0-alpha0.valid, true",
        "1.0.0-rc.1+build.1, 1.0.0-rc.1, true",
        "1.0.0-0A.is.legal, 1.0.0-0A.is.legal, true",
        "2.0.0+build.1848, 2.0.0, false",
        "1.0.0-alpha-a.b-c-somethinglong, 1.0.0-alpha-a.b-c-somethinglong, true",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12+788, 1.2.3----RC-SNAPSHOT.12.9.1--.12, true",
        "1.0.0+0.build.1-rc.10000aaa-kk-0.1, 1.0.0, false",
        "v1.0.0-0, 1.0.0-0, true"
    })
    void isTakenAsTheSpecificationTakesIt(String text, String canonical, boolean isPrerelease) {
        assertEquals(canonical, parse(text).canonical());
        assertEquals(isPrerelease, parse(text).isPrerelease());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "1",
                "1.2",
                "1.2.3.4",
                "1.2.3-",
                "1.2.3-+build",
                "1.2.3+",
                "1.2.3+a+b",
                "1.2.3-a..b",
                "1.2.3-0123",
                "1.2.3-1.01",
                "01.1.1",
                "1.01.1",
                "1.1.01",
                "1.2.3-rc_1",
                "1.2.3-é",
                "1.2.٣",
                "-1.0.3",
                "+1.0.3",
                "1.-2.3",
                "vv1.2.3",
                "V1.2.3",
                " 1.2.3",
                "1.2.3\n",
                "alpha",
                "latest"
            })
    void isRefused(String text) {
        assertEquals(Optional.empty(), SemanticVersion.parse(text));
    }

    @Test
    void hasNoOrderWithAnotherScheme() {
        Version python = Pep440Version.parse("1.0.0").orElseThrow();
        assertThrows(ClassCastException.class, () -> parse("1.0.0").compareTo(python));
        assertThrows(ClassCastException.class, () -> python.compareTo(parse("1.0.0")));
    }

    private static SemanticVersion parse(String text) {
        return SemanticVersion.parse(text).orElseThrow();
    }
}
