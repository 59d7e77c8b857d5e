package io.archweave.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonLayoutTest {

    @Test
    void eachValueStandsOnALineOfItsOwn() {
        assertEquals(
                "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ],\n  \"c\": {\n    \"d\": \"x\"\n  }\n}",
                JsonLayout.indented("{\"a\":1,\"b\":[true,null],\"c\":{\"d\":\"x\"}}", "  "));
    }

    @Test
    void whatIsEmptyStaysClosed() {
        assertEquals("[\n\t{},\n\t[],\n\t[\n\t\t[]\n\t]\n]", JsonLayout.indented("[ {\n} ,[\t],[[]]]", "\t"));
        assertEquals("{}", JsonLayout.indented(" { } ", "\t"));
    }

    @Test
    void stringsAndNumbersAreLeftAsTheyAre() {
        assertEquals(
                "[\n \"a , : { } [ ] \\\" \\\\\",\n 1.50,\n -2e3\n]",
                JsonLayout.indented("[\"a , : { } [ ] \\\" \\\\\",1.50,-2e3]", " "));
    }

    @Test
    void layingOutTwiceChangesNothing() {
        String once = JsonLayout.indented("{\"a\":[{},{\"b\":[]}]}", "   ");

        assertEquals(once, JsonLayout.indented(once, "   "));
    }

    @Test
    void charactersOfWebPagesAreEscapedAsGoDoesIt() {
        assertEquals(
                "\"\\u003ca \\u0026 b\\u003e \\u2028\\u2029 \u00e9\"",
                JsonLayout.escaped("\"<a & b> \u2028\u2029 \u00e9\""));
    }
}
