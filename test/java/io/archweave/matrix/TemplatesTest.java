package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final Map<String, String> AXES = Map.of("python", "3.12", "evil", "${env:SECRET}");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("TAG", "v1.2", "SECRET", "hunter2", "EVIL", "${env:SECRET} ${script:javascript:1}", "EMPTY", "");

    private final Templates templates =
            new Templates(new FixedLookups(), Map.of("channel", "stable", "evil", "${env:SECRET}"));

    private static final class FixedLookups implements Lookups {
        @Override
        public Optional<String> environment(String name) {
            return Optional.ofNullable(ENVIRONMENT.get(name));
        }

        @Override
        public Optional<String> git(String what) {
            return what.equals("short") ? Optional.of("0123456789ab") : Optional.empty();
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-01-02T23:04:05Z");
        }
    }

    private String fill(String text) throws Templates.Unfilled {
        return templates.fill(text, "app-3.12", AXES);
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'', ''",
        "${matrix.python}, 3.12",
        "py${matrix.python}-${target.name}, py3.12-app-3.12",
        "${param:channel}, stable",
        "${env:TAG}, v1.2",
        "${env:EMPTY}, ''",
        "${git:short}, 0123456789ab",
        "${date:yyyyMMdd}, 20260102",
        "${date:yyyy-MM-dd'T'HH}, 2026-01-02T23",
        "${env:NOT_SET:-none}, none",
        "${env:NOT_SET:-}, ''",
        "${env:TAG:-none}, v1.2",
        "${git:tag:-untagged}, untagged",
        "$${env:TAG}, ${env:TAG}",
        "costs 5$, costs 5$",
        "$HOME, $HOME",
        "${unclosed, ${unclosed"
    })
    void fillsWhatItKnowsAndLeavesTheRest(String text, String filled) throws Exception {
        assertEquals(filled, fill(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script:javascript:1+1",
                "url:UTF-8:http://127.0.0.1/",
                "dns:localhost",
                "dns:address|localhost",
                "file:UTF-8:/etc/hostname",
                "java:version",
                "sys:user.home",
                "base64Decoder:aGVsbG8=",
                "base64Encoder:hello",
                "urlDecoder:a%20b",
                "const:java.io.File.separator",
                "xml:/etc/x.xml:/a",
                "localhost:name",
                "properties:/etc/x.properties::a",
                "resourceBundle:x:a",
                "env",
                "HOME",
                ""
            })
    void neverLooksAnythingElseUp(String name) {
        Templates.Unfilled e = assertThrows(Templates.Unfilled.class, () -> fill("${" + name + "}"));
        assertEquals("${" + name + "} has no value", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "${env:EVIL}, '${env:SECRET} ${script:javascript:1}'",
        "${matrix.evil}, ${env:SECRET}",
        "${param:evil}, ${env:SECRET}",
        "a ${env:EVIL} b, 'a ${env:SECRET} ${script:javascript:1} b'"
    })
    void neverLooksAgainAtWhatItFilledIn(String text, String filled) throws Exception {
        assertEquals(filled, fill(text));
    }

    @Test
    void neverMakesANameOutOfAValue() {
        assertThrows(Templates.Unfilled.class, () -> fill("${env:${matrix.evil}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${matrix.java}       | its matrix has",
                "${env:NOT_SET}       | give a default: ${env:NOT_SET:-value}",
                "${git:tag}           | expected sha, short, tag or branch",
                "${param:nothing}     | --set nothing=value",
                "${date:not a pattern} | expected a pattern",
                "${whatever}          | write $${ for a literal ${"
            })
    void tellsWhatToDoAboutAValueThatIsMissing(String text, String remedy) {
        Templates.Unfilled e = assertThrows(Templates.Unfilled.class, () -> fill(text));
        assertTrue(e.remedy().contains(remedy), e.remedy());
    }

    @Test
    void namesTheFirstValueThatIsMissing() {
        Templates.Unfilled e = assertThrows(Templates.Unfilled.class, () -> fill("${env:TAG} ${env:ONE} ${env:TWO}"));
        assertEquals("${env:ONE} has no value", e.getMessage());
    }

    @Test
    void saysThatThereIsNoMatrixWhereThereIsNone() {
        Templates.Unfilled e =
                assertThrows(Templates.Unfilled.class, () -> templates.fill("${matrix.x}", "app", Map.of()));
        assertEquals("this target has no matrix:", e.remedy());
    }
}
