package io.archweave.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that reached a {@link FakeRegistry}.
 *
 * @param method such as {@code GET}
 * @param path decoded, without the query
 * @param query parameters by name, each with all its values
 * @param headers by their names in lower case, the first value of each
 * @param body all that was sent
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
public record FakeRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    /** The value of a header, empty if there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Whether this is the method and the path ends like this. */
    public boolean is(String wantedMethod, String pathEnd) {
        return method.equals(wantedMethod) && path.endsWith(pathEnd);
    }

    /** Whether user and password are shown in the Basic scheme. */
    boolean isFrom(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("authorization").equals("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : " " + query);
    }
}
