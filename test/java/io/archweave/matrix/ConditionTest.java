package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static boolean holds(String text) throws Templates.Unfilled {
        Map<String, String> values = Map.of("${os}", "alpine", "${v}", "3.11", "${evil}", "x' || 'y", "${none}", "");
        return Condition.holds(text, values::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
            ${os} == alpine;                       true
            ${os} != alpine;                       false
            ${os} == 'alpine';                     true
            ${os} =~ alp*;                         true
            ${os} =~ 'alp?';                       false
            ${v} in [3.11, 3.12];                  true
            ${v} in [];                            false
            ${v} in [3.12];                        false
            ${os};                                 true
            ${none};                               false
            false;                                 false
            !false;                                true
            !!true;                                true
            a == a && b == c;                      false
            a == a || b == c;                      true
            a == b && c == c || d == d;            true
            a == b && (c == c || d == d);          false
            !(a == b) && !(c == d);                true
            ${evil} == y;                          false
            ${evil} == "x' || 'y";                 true
            'in' in [in, out];                     true
            """)
    void holdsAsItReads(String text, boolean expected) throws Templates.Unfilled {
        assertEquals(expected, holds(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a ==", "== a", "(a", "a)", "a b", "a in b", "a in [b", "!", "a && ", "'a", "a = b"})
    void whatCannotBeReadIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> holds(text));
    }

    @Test
    void aVeryDeepOneIsRefusedLikeAnyOther() {
        assertThrows(IllegalArgumentException.class, () -> holds("(".repeat(100_000)));
    }
}
