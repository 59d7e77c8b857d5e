package io.archweave.registry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who may do what in a {@link FakeRegistry}. */
interface FakeAccess {

    /** The answer to somebody who may not do this, or who asks for a token; empty to let the request through. */
    Optional<FakeResponse> refuse(FakeRequest request);

    /** Forgets whatever it let in before. */
    default void revoke() {}

    /** Everybody may do everything. */
    static FakeAccess open() {
        return request -> Optional.empty();
    }

    /** One user, who shows a password each time. */
    static FakeAccess basic(String user, String password) {
        return request -> request.isFrom(user, password)
                ? Optional.empty()
                : Optional.of(FakeResponse.error(401, "UNAUTHORIZED", "authentication required")
                        .with("WWW-Authenticate", "Basic realm=\"fake, with a comma\""));
    }

    /** Tokens from {@code /token}: for pulling to everybody, for pushing to one user or its refresh token. */
    final class Bearer implements FakeAccess {
        private final String user;
        private final String password;
        private final Map<String, Set<String>> granted = new ConcurrentHashMap<>();

        Bearer(String user, String password) {
            this.user = user;
            this.password = password;
        }

        @Override
        public void revoke() {
            granted.clear();
        }

        @Override
        public Optional<FakeResponse> refuse(FakeRequest request) {
            if (request.path().equals("/token")) {
                return Optional.of(token(request));
            }
            Set<String> needed = needed(request);
            String shown = request.header("authorization").replaceFirst("^Bearer ", "");
            return granted.getOrDefault(shown, Set.of()).containsAll(needed) && granted.containsKey(shown)
                    ? Optional.empty()
                    : Optional.of(challenge(request, needed));
        }

        private static FakeResponse challenge(FakeRequest request, Set<String> needed) {
            return FakeResponse.error(401, "UNAUTHORIZED", "authentication required")
                    .with(
                            "WWW-Authenticate",
                            "Bearer scope=\"" + String.join(" ", needed) + "\", service=\"fake\", realm=\"http://"
                                    + request.header("host") + "/token?hint=1\", error=\"invalid_token\"");
        }

        private FakeResponse token(FakeRequest request) {
            boolean isPost = request.method().equals("POST");
            Map<String, String> form = isPost ? form(request) : Map.of();
            boolean isUser = request.isFrom(user, password) || password.equals(form.get("refresh_token"));
            if (!isUser && (isPost || !request.header("authorization").isEmpty())) {
                return FakeResponse.of(401, "application/json", "{\"details\":\"incorrect username or password\"}");
            }
            List<String> scopes = isPost
                    ? List.of(form.getOrDefault("scope", "").split(" "))
                    : request.query().getOrDefault("scope", List.of());
            return FakeResponse.of(200, "application/json", grant(scopes, isUser, isPost));
        }

        private String grant(List<String> scopes, boolean isUser, boolean isPost) {
            Set<String> allowed = new HashSet<>();
            scopes.forEach(scope -> {
                int colon = scope.lastIndexOf(':');
                Arrays.stream(scope.substring(colon + 1).split(",", -1))
                        .filter(action -> isUser || action.equals("pull"))
                        .forEach(action -> allowed.add(scope.substring(0, colon) + ":" + action));
            });
            String token = UUID.randomUUID().toString();
            granted.put(token, allowed);
            return "{\"" + (isPost ? "access_token" : "token") + "\":\"" + token + "\",\"expires_in\":300}";
        }

        private static Set<String> needed(FakeRequest request) {
            boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
            String name = request.path().replaceFirst("^/v2/", "").replaceFirst("/(manifests|blobs|tags)/.*$", "");
            Set<String> needed = new HashSet<>();
            if (!name.isEmpty()) {
                needed.add("repository:" + name + ":" + (reads ? "pull" : "push"));
            }
            request.parameter("from").ifPresent(from -> needed.add("repository:" + from + ":pull"));
            return needed;
        }

        private static Map<String, String> form(FakeRequest request) {
            Map<String, String> fields = new ConcurrentHashMap<>();
            for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&", -1)) {
                String[] sides = pair.split("=", 2);
                fields.put(sides[0], FakeRegistry.decode(sides[1]));
            }
            return fields;
        }
    }
}
