package io.archweave.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pep440VersionTest {

    /** The orders that the specification prints. */
    static List<List<String>> orders() {
        return List.of(
                List.of(
                        "1.dev0",
                        "1.0.dev456",
                        "1.0a1",
                        "1.0a2.dev456",
                        "1.0a12.dev456",
                        "1.0a12",
                        "1.0b1.dev456",
                        "1.0b2",
                        "1.0b2.post345.dev456",
                        "1.0b2.post345",
                        "1.0rc1.dev456",
                        "1.0rc1",
                        "1.0",
                        "1.0+abc.5",
                        "1.0+abc.7",
                        "1.0+5",
                        "1.0.post456.dev34",
                        "1.0.post456",
                        "1.0.15",
                        "1.1.dev1"),
                List.of("0.9", "0.9.1", "0.9.2", "0.9.10", "0.9.11", "1.0", "1.0.1", "1.1", "2.0", "2.0.1"),
                List.of("1.0", "1.1", "2.0", "2013.10", "2014.04", "1!1.0", "1!1.1", "1!2.0"),
                List.of("0.9", "1.0.dev1", "1.0.dev2", "1.0c1", "1.0c2", "1.0", "1.0.post1", "1.1.dev1"),
                List.of("1.0+abc", "1.0+abc.d", "1.0+9", "1.0+10", "1.0+10.a", "1.0+10.0"),
                List.of("1.0.99999999999999999999998", "1.0.99999999999999999999999"));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void isOrderedAsTheSpecificationPrintsIt(List<String> ascending) {
        OrderTable.assertAscending(VersionScheme.PEP440, ascending);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1RC1, 1.1rc1",
        "00!007.08, 7.8",
        "1.1.a1, 1.1a1",
        "1.1-a1, 1.1a1",
        "1.1_a1, 1.1a1",
        "1.1a.1, 1.1a1",
        "1.1-beta_2, 1.1b2",
        "1.1alpha1, 1.1a1",
        "1.1c3, 1.1rc3",
        "1.1pre3, 1.1rc3",
        "1.1-preview-3, 1.1rc3",
        "1.2a, 1.2a0",
        "1.2-post2, 1.2.post2",
        "1.2post2, 1.2.post2",
        "1.2.post-2, 1.2.post2",
        "1.0-r4, 1.0.post4",
        "1.0.rev4, 1.0.post4",
        "1.2.post, 1.2.post0",
        "1.0-1, 1.0.post1",
        "1.2-dev2, 1.2.dev2",
        "1.2.dev, 1.2.dev0",
        "1.0+ubuntu-1, 1.0+ubuntu.1",
        "1.0+Ubuntu_01, 1.0+ubuntu.1",
        "v1.0, 1.0",
        "V2!1.0.0.0, 2!1.0.0.0",
        "' 1.0\t', 1.0",
        "1!2.3.4.5.6-RC.7-8_DEV-9+A.b, 1!2.3.4.5.6rc7.post8.dev9+a.b"
    })
    void isBroughtIntoNormalForm(String text, String canonical) {
        Pep440Version version = parse(text);
        assertEquals(canonical, version.canonical());
        assertEquals(text, version.raw());
        assertEquals(canonical, parse(canonical).canonical());
        assertEquals(0, version.compareTo(parse(canonical)));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, false, true",
        "1!1.0+local, false, true",
        "1.2.3.post1, false, false",
        "1.2.3rc1, true, false",
        "1.2.3.dev1, true, false",
        "1.2.3.post1.dev1, true, false",
        "1.2.3b1.post1, true, false"
    })
    void isAPreReleaseOrFinalOrNeither(String text, boolean isPrerelease, boolean isFinal) {
        assertEquals(isPrerelease, parse(text).isPrerelease());
        assertEquals(isFinal, parse(text).isFinal());
    }

    @Test
    void zerosAtTheEndMakeNoDifference() {
        assertEquals(0, parse("1.0").compareTo(parse("1.0.0")));
        assertTrue(parse("1.0.0.1").compareTo(parse("1.0")) > 0);
    }

    @Test
    void numbersThatAreNotThereAreZeros() {
        assertEquals(BigInteger.valueOf(7), parse("3!7").major());
        assertEquals(BigInteger.ZERO, parse("7").minor());
        assertEquals(BigInteger.ZERO, parse("7.1rc2").patch());
    }

    @Test
    void takesNumbersAndListsOfAnyLength() {
        String digits = "9".repeat(5_000);
        assertEquals(digits, parse("0." + digits).minor().toString());
        assertEquals(20_001, parse("1" + ".0".repeat(20_000)).release().size());
        assertEquals(20_001, parse("1+a" + ".b".repeat(20_000)).local().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "french toast",
                "latest",
                "sha-4f53cda",
                "1.0+a+",
                "1.0++",
                "1.0+_foobar",
                "1.0+foo&asd",
                "1.0+1..1",
                "1..0",
                "1.0.",
                ".1",
                "1.0a1b2",
                "1.0.dev1.post1",
                "1.0-alpine",
                "1.0 .post1",
                "!1.0",
                "1.٣",
                "1.0+\u212A"
            })
    void isRefused(String text) {
        assertEquals(Optional.empty(), Pep440Version.parse(text));
    }

    private static Pep440Version parse(String text) {
        return Pep440Version.parse(text).orElseThrow();
    }
}
