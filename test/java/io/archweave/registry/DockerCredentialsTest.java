package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Unreachable;
import io.archweave.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerCredentialsTest {
    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void knowsNothingWithoutAConfiguration() throws IOException {
        assertEquals(Optional.empty(), credentials().lookup("ghcr.io"));
        config("{}");
        assertEquals(Optional.empty(), credentials().lookup("ghcr.io"));
        config("{\"auths\": {\"ghcr.io\": {}}}");
        assertEquals(Optional.empty(), credentials().lookup("ghcr.io"));
    }

    @Test
    void findsAHostInEverySpelling() throws IOException {
        for (String key : List.of(
                "reg.example.com:5000",
                "https://reg.example.com:5000",
                "http://reg.example.com:5000/",
                "https://reg.example.com:5000/v2/",
                "reg.example.com:5000/some/project")) {
            config("{\"auths\": {\"" + key + "\": {\"auth\": \"" + base64("me:pass:word") + "\"}}}");
            assertEquals(Optional.of(user("me", "pass:word")), credentials().lookup("Reg.example.com:5000"), key);
            assertEquals(Optional.empty(), credentials().lookup("reg.example.com"), key);
        }
    }

    @Test
    void knowsDockerHubByAllItsNames() throws IOException {
        for (String key : List.of(
                "https://index.docker.io/v1/", "index.docker.io", "docker.io", "https://registry-1.docker.io/v2/")) {
            config("{\"auths\": {\"" + key + "\": {\"auth\": \"" + base64("me:x") + "\"}}}");
            assertEquals(Optional.of(user("me", "x")), credentials().lookup("docker.io"), key);
        }
    }

    @Test
    void prefersTheExactName() throws IOException {
        config("{\"auths\": {\"https://ghcr.io/other\": {\"username\": \"a\", \"password\": \"b\"},"
                + " \"ghcr.io\": {\"username\": \"me\", \"password\": \"x\"}}}");
        assertEquals(Optional.of(user("me", "x")), credentials().lookup("ghcr.io"));
    }

    @Test
    void prefersAnIdentityToken() throws IOException {
        config("{\"auths\": {\"x.azurecr.io\": {\"auth\": \"" + base64("0000:") + "\", \"identitytoken\": \"tok\"}}}");
        assertEquals(
                Optional.of(new Credential.IdentityToken(new Secret("tok"))),
                credentials().lookup("x.azurecr.io"));
    }

    @Test
    void dropsTheZeroBytesThatOldVersionsLeft() throws IOException {
        config("{\"auths\": {\"ghcr.io\": {\"auth\": \"" + base64("me:x\0\0") + "\"}}}");
        assertEquals(Optional.of(user("me", "x")), credentials().lookup("ghcr.io"));
    }

    @Test
    void complainsAboutABrokenFileWithoutQuotingIt() throws IOException {
        for (String broken : List.of(
                "{\"auths\": {\"ghcr.io\": {\"auth\": hunter2",
                "[\"hunter2\"]",
                "{\"auths\": {\"ghcr.io\": {\"auth\": \"hunter2!\"}}}",
                "{\"auths\": {\"ghcr.io\": {\"auth\": \"" + base64("hunter2") + "\"}}}")) {
            config(broken);
            InvalidInput invalid =
                    assertThrows(InvalidInput.class, () -> credentials().lookup("ghcr.io"));
            assertTrue(invalid.getMessage().startsWith(folder.resolve("config.json") + ": "), invalid.getMessage());
            assertFalse(invalid.getMessage().contains("hunter2"), invalid.getMessage());
        }
    }

    @Test
    void asksTheHelperOfAHost() throws IOException {
        helper("ecr", "read host; echo \"{\\\"Username\\\":\\\"AWS for $host\\\",\\\"Secret\\\":\\\"$1\\\"}\"");
        config("{\"credHelpers\": {\"https://1.dkr.ecr.example.com\": \"ecr\"}, \"credsStore\": \"absent\"}");

        assertEquals(
                Optional.of(user("AWS for 1.dkr.ecr.example.com", "get")),
                credentials().lookup("1.dkr.ecr.example.com"));
    }

    @Test
    void asksTheCommonStoreAndThenTheFile() throws IOException {
        helper(
                "store",
                "case $(cat) in https://index.docker.io/v1/) echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}';;"
                        + " *) echo 'credentials not found in native keychain'; exit 1;; esac");
        config("{\"credsStore\": \"store\", \"auths\": {\"docker.io\": {}, \"ghcr.io\": {\"auth\": \"" + base64("me:x")
                + "\"}}}");

        assertEquals(
                Optional.of(new Credential.IdentityToken(new Secret("t"))),
                credentials().lookup("docker.io"));
        assertEquals(Optional.of(user("me", "x")), credentials().lookup("ghcr.io"));
        assertEquals(Optional.empty(), credentials().lookup("quay.io"));
    }

    @Test
    void takesAHelperThatComplainsALot() throws IOException {
        helper(
                "loud",
                "head -c 300000 /dev/zero | tr '\\0' x >&2; head -c 300000 /dev/zero | tr '\\0' ' ';"
                        + " echo '{\"Username\":\"me\",\"Secret\":\"x\"}'");
        config("{\"credsStore\": \"loud\"}");

        assertEquals(Optional.of(user("me", "x")), credentials().lookup("ghcr.io"));
    }

    @Test
    void namesTheHelperThatFails() throws IOException {
        helper("broken", "echo 'the keyring is locked' >&2; exit 3");
        config("{\"credsStore\": \"broken\"}");

        Unreachable failed = assertThrows(Unreachable.class, () -> credentials().lookup("ghcr.io"));

        assertEquals(FailureCategory.AUTH, failed.category());
        assertEquals(
                folder.resolve("config.json") + ": the credential helper 'broken' failed for ghcr.io with exit code 3:"
                        + " the keyring is locked\n    install or unlock it, or remove 'broken' from credsStore and"
                        + " credHelpers and run 'docker login' again",
                failed.getMessage());
    }

    @Test
    void namesTheHelperThatIsMissingOrNoProgram() throws IOException {
        for (String name : List.of("absent", "../../bin/sh", "a b")) {
            config("{\"credsStore\": \"" + name + "\"}");
            Unreachable failed =
                    assertThrows(Unreachable.class, () -> credentials().lookup("ghcr.io"));
            assertTrue(failed.getMessage().contains("'" + name + "'"), failed.getMessage());
        }
    }

    @Test
    void doesNotQuoteWhatAHelperPrinted() throws IOException {
        helper("odd", "echo '{\"Username\":\"me\",\"Secret\":\"hunter2\"'");
        config("{\"credsStore\": \"odd\"}");
        Unreachable failed = assertThrows(Unreachable.class, () -> credentials().lookup("ghcr.io"));
        assertFalse(failed.getMessage().contains("hunter2"), failed.getMessage());

        helper("odd", "echo '{\"Username\":\"me\",\"Secret\":\"hunter2\"}'; echo 'no luck' >&2; exit 1");
        failed = assertThrows(Unreachable.class, () -> credentials().lookup("ghcr.io"));
        assertFalse(failed.getMessage().contains("hunter2"), failed.getMessage());
        assertTrue(failed.getMessage().contains("no luck"), failed.getMessage());
    }

    @Test
    void doesNotWaitForEverForAHelper() throws IOException {
        helper("stuck", "sleep 60");
        CredentialHelper stuck =
                new CredentialHelper("stuck", List.of(folder), folder.resolve("config.json"), Duration.ofMillis(300));

        Unreachable failed = assertThrows(Unreachable.class, () -> stuck.get(new RegistryHost("ghcr.io")));
        assertTrue(failed.getMessage().contains("no answer within"), failed.getMessage());
    }

    @Test
    void remembersForFiveMinutes() throws IOException {
        helper("counting", "echo x >> " + folder + "/runs; echo '{\"Username\":\"me\",\"Secret\":\"x\"}'");
        config("{\"credsStore\": \"counting\"}");
        DockerCredentials credentials = credentials();

        credentials.lookup("ghcr.io");
        now.set(Instant.EPOCH.plus(Duration.ofSeconds(299)));
        credentials.lookup("ghcr.io");
        assertEquals(1, Files.readAllLines(folder.resolve("runs")).size());

        now.set(Instant.EPOCH.plus(Duration.ofMinutes(5)));
        credentials.lookup("ghcr.io");
        assertEquals(2, Files.readAllLines(folder.resolve("runs")).size());
    }

    private DockerCredentials credentials() {
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        return new DockerCredentials(folder, List.of(folder.resolve("nowhere"), folder), clock);
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
    }

    private void helper(String name, String script) throws IOException {
        Path file = folder.resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static Credential user(String name, String password) {
        return new Credential.UserPassword(name, new Secret(password));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
