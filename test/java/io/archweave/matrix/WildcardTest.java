package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "*, '', true", "*, abc, true", "'', '', true", "'', a, false", "a*c, abbc, true", "a*c, ac, true",
        "a*c, abb, false", "?, a, true", "?, '', false", "a?c, abc, true", "a.c, abc, false", "*b*, abc, true",
        "a**c, abc, true", "[a], a, false", "*@linux/arm*, app@linux/arm64, true", "ab, abc, false"
    })
    void fitsTheWholeText(String pattern, String text, boolean expected) {
        assertEquals(expected, new Wildcard(pattern).matches(text));
    }

    @Test
    void anEvilPatternIsDoneBeforeLong() {
        assertFalse(new Wildcard("a*".repeat(1000) + "b").matches("a".repeat(5000)));
    }
}
