package io.archweave.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.OciJson;
import io.archweave.settings.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that keeps credentials: {@code docker-credential-NAME get} reads a host and prints what it has for it.
 *
 * @param name what {@code credsStore} or {@code credHelpers} calls it
 * @param searchPath the folders it may be in
 * @param configFile where it is named
 * @param patience how long it may take
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-helper-protocol">the protocol</a>
 */
record CredentialHelper(String name, List<Path> searchPath, Path configFile, Duration patience) {
    private static final String IDENTITY_TOKEN = "<token>";

    /**
     * What the helper has for this host; empty if it has nothing. Throws {@link Unreachable} if it is missing, fails or
     * hangs.
     */
    Optional<Credential> get(RegistryHost host) {
        Output output = run(host);
        if (output.exitCode() == 0) {
            return read(output);
        }
        String said = (output.printed().reveal() + " " + output.complained()).strip();
        if (said.toLowerCase(Locale.ROOT).contains("credentials not found")) {
            return Optional.empty();
        }
        // A helper that fails says why on either stream; what looks like its answer may hold a secret.
        String shown = said.startsWith("{") ? output.complained() : said;
        throw failed("failed for " + host + " with exit code " + output.exitCode() + ": " + ErrorText.tidy(shown));
    }

    private Output run(RegistryHost host) {
        try {
            Process process = new ProcessBuilder(program().toString(), "get").start();
            try {
                return converse(process, host.credentialKey());
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw failed("could not be run (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        }
    }

    private Path program() {
        String file = "docker-credential-" + name;
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw failed("has a name that is no program's");
        }
        return searchPath.stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> failed("is not installed: there is no " + file + " on the search path"));
    }

    private Output converse(Process process, String question) throws IOException, InterruptedException {
        // Both streams are drained while it runs: a helper that fills one of them would wait for ever.
        CompletableFuture<String> printed = drain(process.getInputStream());
        CompletableFuture<String> complained = drain(process.getErrorStream());
        ask(process, question);
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Output(process.exitValue(), new Secret(taken(printed)), taken(complained));
            }
        } catch (TimeoutException e) {
            // It ended, but something it left behind holds its output open: the same complaint.
        }
        throw failed("gave no answer within " + patience.toSeconds() + " seconds; it may be waiting for a person");
    }

    private String taken(CompletableFuture<String> text) throws InterruptedException, TimeoutException {
        try {
            return text.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading its output never fails", e);
        }
    }

    private static void ask(Process process, String question) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(question.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its exit code and its words say more than the broken pipe.
        }
    }

    private static CompletableFuture<String> drain(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException | UncheckedIOException e) {
                        text.complete("");
                    }
                },
                "credential-helper-output");
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    private Optional<Credential> read(Output output) {
        try {
            JsonNode tree = OciJson.tree(output.printed().reveal().getBytes(StandardCharsets.UTF_8));
            String user = tree.path("Username").asText("");
            Secret secret = new Secret(tree.path("Secret").asText(""));
            if (user.equals(IDENTITY_TOKEN)) {
                return Optional.of(new Credential.IdentityToken(secret));
            }
            if (tree.isObject()) {
                return user.isEmpty() ? Optional.empty() : Optional.of(new Credential.UserPassword(user, secret));
            }
        } catch (IllegalArgumentException e) {
            // The same complaint as below; the parser's own words might quote the secret.
        }
        throw failed("printed something else than a JSON object with Username and Secret");
    }

    private Unreachable failed(String found) {
        return new Unreachable(
                FailureCategory.AUTH,
                Problem.at(configFile.toString(), "the credential helper '" + name + "' " + found)
                        .remedy("install or unlock it, or remove '" + name + "' from credsStore and credHelpers and run"
                                + " 'docker login' again"));
    }

    private record Output(int exitCode, Secret printed, String complained) {}
}
