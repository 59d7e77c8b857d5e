package io.archweave.registry;

import io.archweave.settings.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tokens of this run. Each is asked for once, however many threads want it, and again when it has expired. */
final class BearerTokens {
    private final TokenServer server;
    private final Clock clock;
    private final ConcurrentMap<Key, Slot> slots = new ConcurrentHashMap<>();

    BearerTokens(TokenServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * A token for the request that is not the refused one, from the cache if it is there. Throws
     * {@link io.archweave.failure.Unreachable} if the token server gives none.
     */
    Authorization obtain(RegistryRequest request, Challenge challenge, Authorization refused) {
        return Optional.ofNullable(
                        slots.get(key(request, challenge, request.scopes().widened())))
                .flatMap(wider -> wider.valid(refused))
                .orElseGet(() -> slot(request, challenge).obtain(request, challenge, refused));
    }

    private Slot slot(RegistryRequest request, Challenge challenge) {
        return slots.computeIfAbsent(key(request, challenge, request.scopes()), any -> new Slot());
    }

    private static Key key(RegistryRequest request, Challenge challenge, Scopes scopes) {
        return new Key(request.host(), challenge.parameter("realm"), challenge.parameter("service"), scopes);
    }

    private record Key(RegistryHost host, String realm, String service, Scopes scopes) {}

    /**
     * A token and its end.
     *
     * @param value what is shown to the registry
     * @param until when it is to be replaced
     */
    record Token(Secret value, Instant until) {}

    /** Room for one token; its lock makes the second thread wait for the token of the first. */
    private final class Slot {
        private Optional<Token> kept = Optional.empty();

        synchronized Authorization obtain(RegistryRequest request, Challenge challenge, Authorization refused) {
            Optional<Authorization> reused = valid(refused);
            if (reused.isPresent()) {
                return reused.get();
            }
            Token fresh = server.token(request, challenge);
            kept = Optional.of(fresh);
            return Authorization.bearer(fresh.value().reveal(), true);
        }

        synchronized Optional<Authorization> valid(Authorization refused) {
            return kept.filter(token -> clock.instant().isBefore(token.until()))
                    .map(token -> Authorization.bearer(token.value().reveal(), false))
                    .filter(authorization -> !authorization.header().equals(refused.header()));
        }
    }
}
