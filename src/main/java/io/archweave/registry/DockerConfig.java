package io.archweave.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.oci.OciJson;
import io.archweave.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What Docker's {@code config.json} says about credentials.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/">docker login</a>
 */
final class DockerConfig {
    private static final Set<String> DOCKER_HUB = Set.of("docker.io", "index.docker.io", "registry-1.docker.io");

    private final Path file;
    private final JsonNode tree;

    private DockerConfig(Path file, JsonNode tree) {
        this.file = file;
        this.tree = tree;
    }

    /** Reads the file, which may be missing; throws {@link InvalidInput} if it holds no JSON object. */
    static DockerConfig read(Path file) {
        try {
            JsonNode tree = OciJson.tree(Files.readAllBytes(file));
            if (tree.isObject()) {
                return new DockerConfig(file, tree);
            }
        } catch (NoSuchFileException e) {
            return new DockerConfig(file, OciJson.tree("{}".getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw invalid(file, "the file cannot be read (" + e.getMessage() + ")", "make it readable");
        } catch (IllegalArgumentException e) {
            // The same complaint as below; the parser's own words might quote a password.
        }
        throw invalid(file, "the file is not a JSON object", "mend it, or remove it and run 'docker login' again");
    }

    /** The name of the helper that keeps the credentials of this host. */
    Optional<String> helper(RegistryHost host) {
        Optional<String> own = keyOf(tree.path("credHelpers"), host)
                .map(key -> tree.path("credHelpers").path(key).asText(""));
        return own.or(() -> Optional.of(tree.path("credsStore").asText(""))).filter(name -> !name.isEmpty());
    }

    /** The credentials that stand in the file itself; throws {@link InvalidInput} if they are malformed. */
    Optional<Credential> inline(RegistryHost host) {
        return keyOf(tree.path("auths"), host)
                .flatMap(key -> credential(key, tree.path("auths").path(key)));
    }

    /** The key as this host is written in a reference, or else the first one that means it in another spelling. */
    private static Optional<String> keyOf(JsonNode keyed, RegistryHost host) {
        List<String> keys = new ArrayList<>();
        keyed.fieldNames().forEachRemaining(keys::add);
        List<String> spellings = List.of(host.credentialKey(), host.name());
        Optional<String> exact = spellings.stream().filter(keys::contains).findFirst();
        return exact.or(
                () -> keys.stream().filter(key -> host(key).equals(host.name())).findFirst());
    }

    /** The host that a key means, which may come with a scheme and a path. */
    private static String host(String key) {
        String name =
                key.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return DOCKER_HUB.contains(name) ? "docker.io" : name;
    }

    private Optional<Credential> credential(String key, JsonNode entry) {
        String identity = entry.path("identitytoken").asText("");
        if (!identity.isEmpty()) {
            return Optional.of(new Credential.IdentityToken(new Secret(identity)));
        }
        String auth = entry.path("auth").asText("");
        if (!auth.isEmpty()) {
            return Optional.of(decode(key, auth));
        }
        String user = entry.path("username").asText("");
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credential.UserPassword(
                        user, new Secret(entry.path("password").asText(""))));
    }

    private Credential decode(String key, String auth) {
        String pair = "";
        try {
            pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Falls through to the complaint about what has no colon.
        }
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw invalid(
                    file,
                    "auths." + key + ".auth is not the base64 form of user:password",
                    "run 'docker login " + key + "' again");
        }
        // Some versions of docker filled the password up with zero bytes.
        String password = pair.substring(colon + 1).replaceFirst("\0+$", "");
        return new Credential.UserPassword(pair.substring(0, colon), new Secret(password));
    }

    private static InvalidInput invalid(Path file, String found, String remedy) {
        return new InvalidInput(Problem.at(file.toString(), found).remedy(remedy));
    }
}
