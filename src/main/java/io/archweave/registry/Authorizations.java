package io.archweave.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Decides what each request shows, from what its host asked for the last time and from what it asks for now. */
final class Authorizations {
    private final DockerCredentials credentials;
    private final BearerTokens tokens;
    private final Map<RegistryHost, Challenge> asked = new ConcurrentHashMap<>();

    Authorizations(DockerCredentials credentials, BearerTokens tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    /** What to show at first. Throws {@link io.archweave.failure.Unreachable} if a token server gives no token. */
    Authorization forFirst(RegistryRequest request) {
        return Optional.ofNullable(asked.get(request.host()))
                .flatMap(challenge -> answering(challenge, request, Authorization.NONE))
                .orElse(Authorization.NONE);
    }

    /**
     * What to show instead of what was refused with this answer; empty if there is nothing. Throws
     * {@link io.archweave.failure.Unreachable} if a token server gives no token.
     */
    Optional<Authorization> after(Answer refusal, RegistryRequest request, Authorization refused) throws IOException {
        Optional<Challenge> challenge = choose(Challenge.parse(refusal.headers("WWW-Authenticate")));
        if (refused.isFinal() || challenge.isEmpty()) {
            return Optional.empty();
        }
        asked.put(request.host(), challenge.get());
        return answering(challenge.get(), request, refused);
    }

    /** A token says less about us than a password does, so it goes first where both are offered. */
    private static Optional<Challenge> choose(List<Challenge> challenges) {
        Optional<Challenge> bearer = challenges.stream()
                .filter(one -> one.scheme().equals("bearer"))
                .filter(one -> !one.parameter("realm").isEmpty())
                .findFirst();
        return bearer.or(() ->
                challenges.stream().filter(one -> one.scheme().equals("basic")).findFirst());
    }

    private Optional<Authorization> answering(Challenge challenge, RegistryRequest request, Authorization refused) {
        if (challenge.scheme().equals("bearer")) {
            return Optional.of(tokens.obtain(request, challenge, refused));
        }
        return credentials
                .lookup(request.host().name())
                .filter(Credential.UserPassword.class::isInstance)
                .map(Credential.UserPassword.class::cast)
                .map(known -> new Authorization(basic(known), true));
    }

    /** The header of the Basic scheme. */
    static String basic(Credential.UserPassword known) {
        byte[] pair = (known.user() + ":" + known.password().reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
