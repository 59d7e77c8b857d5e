package io.archweave.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    private static final String HEX = "a".repeat(64);

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io/library/alpine:latest",
        "alpine:3.20, docker.io/library/alpine:3.20",
        "username/test, docker.io/username/test:latest",
        "index.docker.io/username/test, docker.io/username/test:latest",
        "localhost/x, localhost/x:latest",
        "127.0.0.1:5000/x/y:1, 127.0.0.1:5000/x/y:1",
        "registry.example.com/a/b, registry.example.com/a/b:latest"
    })
    void isReadAsTheDockerCommandsDo(String text, String full) {
        Reference reference = Reference.parse(text);
        assertEquals(full, reference.toString());
        assertEquals(reference, Reference.parse(reference.toString()));
    }

    @Test
    void digestWinsOverTag() {
        Reference reference = Reference.parse("r.example.com/a:1@sha256:" + HEX);
        assertEquals("r.example.com/a@sha256:" + HEX, reference.toString());
        assertEquals(HEX, reference.digest().orElseThrow().hex());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a:",
                "A",
                "a//b",
                "a:b c",
                "a@sha256:12",
                "r.example.com/",
                "r.example.com/a:-x",
                "a b",
                "http://r.example.com/a"
            })
    void isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Reference.parse(text));
    }
}
