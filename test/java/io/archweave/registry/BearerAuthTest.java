package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Manifest;
import io.archweave.oci.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerAuthTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path dockerConfig;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Manifest index = SampleImage.index(Map.of());
    private FakeRegistry fake;
    private HttpRegistry registry;

    @BeforeEach
    void start() {
        fake = FakeRegistry.startBearer("ci", PASSWORD);
        registry = client();
    }

    private HttpRegistry client() {
        return new HttpRegistry(
                RegistryOptions.defaults(dockerConfig).retrying(1),
                DockerCredentials.of(dockerConfig),
                clock(),
                pause -> {},
                SystemDefaultDnsResolver.INSTANCE);
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    @AfterEach
    void stop() {
        registry.close();
        fake.close();
    }

    private void login(String password) throws IOException {
        String auth = Base64.getEncoder().encodeToString(("ci:" + password).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                dockerConfig.resolve("config.json"),
                "{\"auths\":{\"" + fake.host() + "\":{\"auth\":\"" + auth + "\"}}}");
    }

    @Test
    void readsWithATokenForNobody() {
        Repository app = fake.repository("acme/app");
        fake.addManifest(app.tagged("1.0"), index);

        assertEquals(Optional.of(index), registry.manifest(app.tagged("1.0")));

        FakeRequest token = tokenRequests().get(0);
        assertEquals("", token.header("authorization"));
        assertEquals(List.of("repository:acme/app:pull"), token.query().get("scope"));
        assertEquals(Optional.of("fake"), token.parameter("service"));
        assertEquals(Optional.of("1"), token.parameter("hint"));
    }

    @Test
    void oneTokenServesManyRequestsOfManyThreads() throws IOException {
        login(PASSWORD);
        Repository app = fake.repository("acme/app");

        IntStream.range(0, 200).parallel().forEach(i -> registry.put(app.tagged("t" + i), index));
        registry.manifest(app.tagged("t7"));

        assertEquals(200, fake.tags(app).size());
        assertEquals(1, tokenRequests().size());
        assertEquals(
                List.of("repository:acme/app:pull,push"),
                tokenRequests().get(0).query().get("scope"));
    }

    @Test
    void eachRepositoryHasItsOwnToken() {
        for (String path : List.of("acme/one", "acme/two", "acme/one")) {
            fake.addManifest(fake.repository(path).tagged("1.0"), index);
            assertTrue(registry.resolve(fake.repository(path).tagged("1.0")).isPresent());
        }
        assertEquals(2, tokenRequests().size());
    }

    @Test
    void aTokenIsReplacedBeforeItExpires() {
        Repository app = fake.repository("acme/app");
        registry.resolve(app.tagged("1.0"));
        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(289)));
        registry.resolve(app.tagged("1.0"));
        assertEquals(1, tokenRequests().size());

        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(2)));
        registry.resolve(app.tagged("1.0"));
        assertEquals(2, tokenRequests().size());
    }

    @Test
    void aTokenThatWasRevokedIsReplacedOnce() {
        Repository app = fake.repository("acme/app");
        registry.resolve(app.tagged("1.0"));
        fake.revokeTokens();

        assertEquals(Optional.empty(), registry.resolve(app.tagged("1.0")));
        assertEquals(2, tokenRequests().size());
    }

    @Test
    void mountingAsksForBothRepositories() throws IOException {
        login(PASSWORD);
        Repository base = fake.repository("acme/base");
        Repository app = fake.repository("acme/app");
        Descriptor blob = fake.addBlob(base, "application/octet-stream", new byte[3]);

        assertTrue(registry.mountBlob(base, app, blob.digest()));
        assertEquals(
                List.of("repository:acme/app:pull,push", "repository:acme/base:pull"),
                tokenRequests().get(0).query().get("scope"));
    }

    @Test
    void mountingWithoutTheRightIsJustNotMounted() {
        assertFalse(registry.mountBlob(fake.repository("acme/base"), fake.repository("acme/app"), index.digest()));
    }

    @Test
    void anIdentityTokenIsExchanged() throws IOException {
        Files.writeString(
                dockerConfig.resolve("config.json"),
                "{\"auths\":{\"" + fake.host() + "\":{\"auth\":\"Y2k6\",\"identitytoken\":\"" + PASSWORD + "\"}}}");

        registry.put(fake.repository("acme/app").tagged("1.0"), index);

        FakeRequest exchange = tokenRequests().get(0);
        assertEquals("POST", exchange.method());
        String form = new String(exchange.body(), StandardCharsets.UTF_8);
        assertTrue(form.startsWith("grant_type=refresh_token&service=fake&client_id=archweave&scope="), form);
    }

    @Test
    void aWrongPasswordIsToldWithoutBeingShown() throws IOException {
        login("wrong donkey");

        Unreachable refused = assertThrows(
                Unreachable.class,
                () -> registry.put(fake.repository("acme/app").tagged("1.0"), index));

        assertEquals(FailureCategory.AUTH, refused.category());
        assertTrue(refused.getMessage().contains("incorrect username or password"), refused.getMessage());
        assertTrue(refused.getMessage().contains("docker login " + fake.host()), refused.getMessage());
        assertTrue(refused.getMessage().contains("the user 'ci'"), refused.getMessage());
        assertFalse(refused.getMessage().contains("donkey"), refused.getMessage());
    }

    @Test
    void aNewTokenThatIsRefusedIsTheEnd() {
        Unreachable refused = assertThrows(
                Unreachable.class,
                () -> registry.put(fake.repository("acme/app").tagged("1.0"), index));

        assertEquals(FailureCategory.AUTH, refused.category());
        assertTrue(refused.getMessage().contains("no credentials for " + fake.host()), refused.getMessage());
        assertEquals(1, tokenRequests().size());
        assertEquals(2, fake.count("PUT", "/manifests/"));
    }

    @Test
    void aTokenServerInTroubleIsAskedAgain() {
        AtomicInteger failures = new AtomicInteger(1);
        fake.onRequest(request -> request.path().equals("/token") && failures.getAndDecrement() > 0
                ? Optional.of(FakeResponse.of(503))
                : Optional.empty());

        assertEquals(
                Optional.empty(), registry.resolve(fake.repository("acme/app").tagged("1.0")));
        assertEquals(2, tokenRequests().size());
    }

    @Test
    void aTokenUnderItsOtherNameIsTaken() {
        fake.onRequest(request -> switch (request.path()) {
            case "/token" -> Optional.of(
                    FakeResponse.of(200, "application/json", "{\"token\":\"\",\"access_token\":\"sesame\"}"));
            default -> request.header("authorization").equals("Bearer sesame")
                    ? Optional.of(FakeResponse.of(404))
                    : Optional.empty();
        });

        assertEquals(
                Optional.empty(), registry.resolve(fake.repository("acme/app").tagged("1.0")));
    }

    @Test
    void aTokenServerWithoutATokenIsAFailureAndNotAMissingManifest() {
        for (FakeResponse answer : List.of(
                FakeResponse.of(200, "application/json", "{\"tok\":\"sesame\"}"),
                FakeResponse.of(200, "text/html", "sesame"),
                FakeResponse.of(404))) {
            fake.onRequest(request -> request.path().equals("/token") ? Optional.of(answer) : Optional.empty());
            Unreachable failed = assertThrows(
                    Unreachable.class,
                    () -> registry.manifest(fake.repository("acme/app").tagged("1.0")));
            assertFalse(failed.getMessage().contains("sesame"), failed.getMessage());
        }
    }

    @Test
    void credentialsDoNotGoToATokenServerWithoutTls() throws IOException {
        login(PASSWORD);
        fake.onRequest(request -> Optional.of(FakeResponse.of(401)
                .with("WWW-Authenticate", "Bearer realm=\"http://tokens.example.com/token\",service=\"x\"")));

        Unreachable refused = assertThrows(
                Unreachable.class,
                () -> registry.manifest(fake.repository("acme/app").tagged("1.0")));
        assertTrue(refused.getMessage().contains("http://tokens.example.com/token"), refused.getMessage());
    }

    @Test
    void aPasswordIsShownDirectlyWhereThatIsAskedFor() throws IOException {
        fake.close();
        fake = FakeRegistry.startBasic("ci", PASSWORD);
        Repository app = fake.repository("acme/app");
        Unreachable anonymous = assertThrows(Unreachable.class, () -> registry.put(app.tagged("1.0"), index));
        assertTrue(anonymous.getMessage().contains("docker login " + fake.host()), anonymous.getMessage());

        login(PASSWORD);
        try (HttpRegistry loggedIn = client()) {
            loggedIn.put(app.tagged("1.0"), index);
            loggedIn.put(app.tagged("1.1"), index);
        }
        assertEquals(List.of("1.0", "1.1"), fake.tags(app));
        assertEquals(1 + 3, fake.count("PUT", "/manifests/"));
    }

    @Test
    void aBlobElsewhereIsFetchedWithoutCredentials() throws IOException {
        try (FakeRegistry elsewhere = FakeRegistry.start()) {
            byte[] bytes = SampleImage.bytes("hello");
            Descriptor blob = elsewhere.addBlob(elsewhere.repository("cdn"), "application/octet-stream", bytes);
            String location = "http://" + elsewhere.host() + "/v2/cdn/blobs/" + blob.digest() + "?Signature=x%2By";
            fake.onRequest(request -> request.path().contains("/blobs/")
                            && request.header("authorization").startsWith("Bearer ")
                    ? Optional.of(FakeResponse.of(307).with("Location", location))
                    : Optional.empty());

            try (InputStream stream = registry.openBlob(fake.repository("acme/app"), blob)) {
                assertEquals("hello", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            }
            FakeRequest fetched = elsewhere.requests().get(0);
            assertEquals("", fetched.header("authorization"));
            assertEquals(Optional.of("x+y"), fetched.parameter("Signature"));
        }
    }

    @Test
    void aRedirectToAHostWithoutTlsIsNotFollowed() {
        fake.onRequest(request -> request.path().contains("/blobs/")
                ? Optional.of(FakeResponse.of(302).with("Location", "http://cdn.example.com/x?Signature=secret"))
                : Optional.empty());

        Unreachable refused = assertThrows(
                Unreachable.class, () -> registry.openBlob(fake.repository("acme/app"), index.descriptor()));
        assertTrue(refused.getMessage().contains("http://cdn.example.com/x,"), refused.getMessage());
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    }

    private List<FakeRequest> tokenRequests() {
        return fake.requests().stream()
                .filter(request -> request.path().equals("/token"))
                .toList();
    }
}
