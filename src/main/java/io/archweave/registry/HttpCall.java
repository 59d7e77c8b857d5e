package io.archweave.registry;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One request on the wire.
 *
 * @param method such as {@code GET}
 * @param uri where it goes
 * @param headers one value each
 * @param body what {@code POST} and {@code PUT} send
 */
record HttpCall(String method, URI uri, Map<String, String> headers, Body body) {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    HttpCall {
        headers = Map.copyOf(headers);
    }

    static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, Map.of(), Body.EMPTY);
    }

    /** The same call with one more header. */
    HttpCall with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HttpCall(method, uri, more, body);
    }

    /** Whether a body is sent, be it an empty one. */
    boolean hasBody() {
        return WITH_BODY.contains(method);
    }
}
