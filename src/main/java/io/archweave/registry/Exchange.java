package io.archweave.registry;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends one request to the place where its host is, shows what the host wants to see, and goes where it is sent on to.
 * What it shows goes to that host and to no other.
 */
final class Exchange {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;
    /** Nothing shown, a token from the cache, a new token: after that the answer stands. */
    private static final int MOST_TRIES = 3;

    private final Wire wire;
    private final Endpoints endpoints;
    private final Authorizations authorizations;

    Exchange(Wire wire, Endpoints endpoints, Authorizations authorizations) {
        this.wire = wire;
        this.endpoints = endpoints;
        this.authorizations = authorizations;
    }

    /** The answer, whatever it says; throws {@link IOException} if none came. */
    Answer send(RegistryRequest request) throws IOException {
        URI home = endpoints.of(request.host());
        URI uri = endpoints.locate(home, request.target());
        Authorization shown = authorizations.forFirst(request);
        for (int tries = 1; ; tries++) {
            Answer answer = follow(home, uri, request, shown);
            if (answer.status() != 401 || tries == MOST_TRIES || !Endpoints.sameServer(home, answer.uri())) {
                return answer;
            }
            Optional<Authorization> next = authorizations.after(answer, request, shown);
            if (next.isEmpty()) {
                return answer;
            }
            answer.close();
            shown = next.get();
        }
    }

    private Answer follow(URI home, URI start, RegistryRequest request, Authorization shown) throws IOException {
        URI uri = start;
        for (int redirects = 0; ; redirects++) {
            boolean atHome = Endpoints.sameServer(home, uri);
            Answer answer = wire.send(call(uri, request, atHome ? shown : Authorization.NONE));
            Optional<String> location = redirection(request, answer);
            if (location.isEmpty() || redirects == MOST_REDIRECTS) {
                return answer;
            }
            answer.close();
            uri = endpoints.locate(uri, location.get());
        }
    }

    /** Only reading is redirected: a body would have to be sent again, and no registry asks for that. */
    private static Optional<String> redirection(RegistryRequest request, Answer answer) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads && REDIRECTS.contains(answer.status()) ? answer.header("Location") : Optional.empty();
    }

    private static HttpCall call(URI uri, RegistryRequest request, Authorization shown) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        if (!shown.header().isEmpty()) {
            headers.put("Authorization", shown.header());
        }
        return new HttpCall(request.method(), uri, headers, request.body());
    }
}
