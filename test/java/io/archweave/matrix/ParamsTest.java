package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamsTest {
    private static final String DECLARED =
            """
            params:
              channel: {type: choice, choices: [stable, edge], default: stable}
              jobs: {type: number, min: 1, max: 8}
              strict: {type: boolean, default: false}
              word: {pattern: "[a-z]+"}
            """;

    private static Map<String, String> values(Map<String, String> given) {
        Findings findings = new Findings(YamlReader.read("archweave.yaml", DECLARED));
        Map<String, String> values = Params.values(MatrixReader.bind(findings), findings, given);
        findings.raise();
        return values;
    }

    @Test
    void whatIsGivenWinsOverTheDefault() {
        assertEquals(Map.of("channel", "stable", "strict", "false"), values(Map.of()));
        assertEquals(
                Map.of("channel", "edge", "strict", "true", "jobs", "8", "word", "abc"),
                values(Map.of("channel", "edge", "strict", "true", "jobs", "8", "word", "abc")));
    }

    @ParameterizedTest
    @CsvSource({
        "channel, beta, 'expected one of stable, edge'",
        "jobs, 0, expected a whole number from 1 to 8",
        "jobs, 9, expected a whole number from 1 to 8",
        "jobs, many, expected a whole number from 1 to 8",
        "strict, yes, expected true or false",
        "word, A1, 'expected a text that matches [a-z]+'",
        "chanel, edge, did you mean channel?",
        "nothing-like-it, x, 'expected one of channel, jobs, strict, word'"
    })
    void whatDoesNotFitIsRefused(String name, String value, String words) {
        InvalidInput e = assertThrows(InvalidInput.class, () -> values(Map.of(name, value)));
        assertTrue(e.getMessage().startsWith("--set " + name + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
