package io.archweave.registry;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link FakeRegistry} answers.
 *
 * @param status 0 to hang up without an answer
 * @param headers one value each
 * @param body what follows
 * @param isCutOff whether the connection breaks in the middle of the body
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
public record FakeResponse(int status, Map<String, String> headers, byte[] body, boolean isCutOff) {

    /** An answer without a body. */
    public static FakeResponse of(int status) {
        return new FakeResponse(status, Map.of(), new byte[0], false);
    }

    /** An answer with a text, such as the page of a proxy. */
    public static FakeResponse of(int status, String contentType, String text) {
        return of(status).with("Content-Type", contentType).containing(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An error in the words of the distribution specification. */
    public static FakeResponse error(int status, String code, String message) {
        return of(
                status,
                "application/json",
                "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}");
    }

    /** No answer at all: the connection is closed. */
    public static FakeResponse hangUp() {
        return of(0);
    }

    /** The same answer with one more header. */
    public FakeResponse with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new FakeResponse(status, more, body, isCutOff);
    }

    /** The same answer with this body. */
    public FakeResponse containing(byte[] bytes) {
        return new FakeResponse(status, headers, bytes, isCutOff);
    }

    /** The same answer, of which only half of the body arrives. */
    public FakeResponse cutOff() {
        return new FakeResponse(status, headers, body, true);
    }
}
