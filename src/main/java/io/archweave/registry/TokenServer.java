package io.archweave.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.oci.OciJson;
import io.archweave.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the token server that a registry names for an access token.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Docker token authentication</a>
 * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">Docker token authentication with OAuth
 *     2</a>
 */
final class TokenServer {
    private static final String CLIENT = "archweave";
    /** What the specification promises at least, and what holds where a server says nothing. */
    private static final long SHORTEST_LIFE = 60;
    /** A token that ends while its request is under way is refused in the middle of an upload. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Wire wire;
    private final Endpoints endpoints;
    private final Retries retries;
    private final Refusals refusals;
    private final DockerCredentials credentials;
    private final Clock clock;

    TokenServer(
            Wire wire,
            Endpoints endpoints,
            Retries retries,
            Refusals refusals,
            DockerCredentials credentials,
            Clock clock) {
        this.wire = wire;
        this.endpoints = endpoints;
        this.retries = retries;
        this.refusals = refusals;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A new token for this request. Throws {@link io.archweave.failure.Unreachable} if none is given. */
    BearerTokens.Token token(RegistryRequest request, Challenge challenge) {
        Purpose purpose = new Purpose(
                request.purpose().subject(), request.purpose().action() + " (getting a token for it)", request.host());
        URI realm = realm(purpose, challenge.parameter("realm"));
        Scopes scopes = request.scopes().and(challenge.parameter("scope"));
        HttpCall call = call(
                realm,
                challenge.parameter("service"),
                scopes,
                credentials.lookup(request.host().name()));
        try (Answer answer = retries.run(purpose, () -> wire.send(call).load())) {
            if (answer.status() != 200) {
                throw refusals.refused(purpose, answer);
            }
            return read(purpose, realm, answer);
        }
    }

    private URI realm(Purpose purpose, String text) {
        try {
            URI realm = new URI(text);
            if (realm.getHost() != null && endpoints.isAllowed(realm)) {
                return realm;
            }
        } catch (URISyntaxException e) {
            // Not an address at all, which the same complaint covers.
        }
        throw Refusals.misguided(
                purpose,
                "names '" + ErrorText.tidy(text) + "' as its token server, which is no https address",
                "credentials go there over https only, except to this machine and to hosts in registry.insecure");
    }

    private static HttpCall call(URI realm, String service, Scopes scopes, Optional<Credential> credential) {
        if (credential.isPresent() && credential.get() instanceof Credential.IdentityToken identity) {
            return exchange(realm, service, scopes, identity);
        }
        Stream<String> parameters = Stream.concat(
                Stream.of("service=" + encode(service), "client_id=" + CLIENT),
                scopes.texts().stream().map(scope -> "scope=" + encode(scope)));
        String joined = parameters.collect(Collectors.joining("&"));
        HttpCall call = HttpCall.get(URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + joined));
        return credential.isPresent() && credential.get() instanceof Credential.UserPassword known
                ? call.with("Authorization", Authorizations.basic(known))
                : call;
    }

    private static HttpCall exchange(URI realm, String service, Scopes scopes, Credential.IdentityToken identity) {
        String form = "grant_type=refresh_token&service=" + encode(service)
                + "&client_id=" + CLIENT
                + "&scope=" + encode(scopes.toString())
                + "&refresh_token=" + encode(identity.token().reveal());
        Body body = Body.of("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII));
        return new HttpCall("POST", realm, Map.of(), body);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private BearerTokens.Token read(Purpose purpose, URI realm, Answer answer) {
        try {
            JsonNode tree = OciJson.tree(answer.errorBytes());
            Optional<String> token = Stream.of("token", "access_token")
                    .map(name -> tree.path(name).asText(""))
                    .filter(text -> !text.isEmpty())
                    .findFirst();
            if (token.isPresent()) {
                long life = Math.max(SHORTEST_LIFE, tree.path("expires_in").asLong(SHORTEST_LIFE));
                return new BearerTokens.Token(
                        new Secret(token.get()),
                        clock.instant().plusSeconds(life).minus(MARGIN));
            }
        } catch (IllegalArgumentException | IOException e) {
            // Falls through to the same complaint; the parser's own words might quote a token.
        }
        throw Refusals.misguided(
                purpose,
                "named " + Endpoints.withoutQuery(realm) + " as its token server, which answered with no token",
                "this is how the registry is set up; ask whoever runs it");
    }
}
