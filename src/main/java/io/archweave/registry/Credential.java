package io.archweave.registry;

import io.archweave.settings.Secret;
import java.util.Objects;

/** What a registry wants to see before it lets somebody in. */
public sealed interface Credential {

    /**
     * A name with a password or an access token.
     *
     * @param user the name
     * @param password what proves it
     */
    record UserPassword(String user, Secret password) implements Credential {
        public UserPassword {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }
    }

    /**
     * A token that a token server gave at {@code docker login} and exchanges for access tokens.
     *
     * @param token the refresh token of OAuth 2
     */
    record IdentityToken(Secret token) implements Credential {
        public IdentityToken {
            Objects.requireNonNull(token, "token");
        }
    }
}
