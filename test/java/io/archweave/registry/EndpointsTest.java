package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    private static final String NAME = "registry.test";

    @TempDir
    private Path folder;

    private final Manifest index = SampleImage.index(Map.of());

    @Test
    void loopbackHostsAreTheOnesOnlyThisMachineAnswers() {
        for (String host : new String[] {"localhost", "localhost:5000", "127.0.0.1:5000", "127.9.9.9", "[::1]:5000"}) {
            assertTrue(new RegistryHost(host).isLoopback(), host);
        }
        for (String host : new String[] {"localhost.example.com", "127.0.0.1.example.com", "128.0.0.1", "ghcr.io"}) {
            assertFalse(new RegistryHost(host).isLoopback(), host);
        }
    }

    @Test
    void dockerHubAnswersUnderAnotherName() throws IOException {
        try (Wire wire = new Wire(RegistryOptions.defaults(folder), SystemDefaultDnsResolver.INSTANCE)) {
            Endpoints endpoints = new Endpoints(Set.of(), wire);
            assertEquals(URI.create("https://registry-1.docker.io"), endpoints.of(new RegistryHost("docker.io")));
            assertEquals(URI.create("https://ghcr.io"), endpoints.of(new RegistryHost("ghcr.io")));
        }
    }

    @Test
    void anUploadAddressThatLostItsTlsGetsItBack() throws IOException {
        try (Wire wire = new Wire(RegistryOptions.defaults(folder), SystemDefaultDnsResolver.INSTANCE)) {
            Endpoints endpoints = new Endpoints(Set.of(), wire);
            URI home = URI.create("https://ghcr.io");
            assertEquals(
                    URI.create("https://ghcr.io/v2/x?_s=a%2Fb"),
                    endpoints.locate(home, "http://ghcr.io/v2/x?_s=a%2Fb"));
            assertThrows(IOException.class, () -> endpoints.locate(home, "http://other.io/v2/x"));
            assertThrows(IOException.class, () -> endpoints.locate(home, "ftp://ghcr.io/v2/x"));
        }
    }

    @Test
    void aHostNamedInsecureIsSpokenToWithoutTlsOnlyIfItKnowsNone() throws IOException {
        try (FakeRegistry fake = FakeRegistry.start();
                TwoFacedServer front = TwoFacedServer.plainOnly(fake.port())) {
            Reference tag = Reference.parse(NAME + ":" + front.port() + "/app:1.0");
            fake.addManifest(tag, index);
            try (HttpRegistry named = registry(Set.of(NAME))) {
                assertEquals(Optional.of(index), named.manifest(tag));
                assertEquals(Optional.of(index.descriptor()), named.resolve(tag));
            }
            assertEquals(1, front.tlsConnections());
        }
    }

    @Test
    void aHostThatIsNotNamedInsecureIsNot() throws IOException {
        try (FakeRegistry fake = FakeRegistry.start();
                TwoFacedServer front = TwoFacedServer.plainOnly(fake.port());
                HttpRegistry strict = registry(Set.of("other.test"))) {
            Reference tag = Reference.parse(NAME + ":" + front.port() + "/app:1.0");
            Unreachable refused = assertThrows(Unreachable.class, () -> strict.manifest(tag));
            assertEquals(FailureCategory.NETWORK, refused.category());
            assertTrue(refused.getMessage().contains("name it in the setting registry.insecure"), refused.getMessage());
            assertEquals(0, fake.requests().size());
        }
    }

    @Test
    void aCertificateThatNobodyKnowsIsRefusedEvenForAHostNamedInsecure() throws Exception {
        try (SelfSignedServer secure = SelfSignedServer.start(folder);
                HttpRegistry named = registry(Set.of(NAME))) {
            Reference tag = Reference.parse(NAME + ":" + secure.port() + "/app:1.0");
            Unreachable refused = assertThrows(Unreachable.class, () -> named.manifest(tag));
            assertTrue(refused.getMessage().contains("is not trusted"), refused.getMessage());
            assertTrue(refused.getMessage().contains("keytool"), refused.getMessage());
            assertEquals(0, secure.requests());
        }
    }

    @Test
    void aLoopbackHostThatWantsTlsGetsIt() throws Exception {
        try (SelfSignedServer secure = SelfSignedServer.start(folder);
                TwoFacedServer front = TwoFacedServer.tlsOnly(secure.port());
                HttpRegistry registry = registry(Set.of())) {
            Reference tag = Reference.parse("127.0.0.1:" + front.port() + "/app:1.0");
            Unreachable refused = assertThrows(Unreachable.class, () -> registry.manifest(tag));
            assertTrue(refused.getMessage().contains("is not trusted"), refused.getMessage());
            assertEquals(1, front.tlsConnections());
        }
    }

    @Test
    void anUnknownHostIsTold() {
        try (HttpRegistry registry = registry(Set.of())) {
            Unreachable unknown =
                    assertThrows(Unreachable.class, () -> registry.manifest(Reference.parse("nowhere.test/app:1.0")));
            assertEquals(FailureCategory.NETWORK, unknown.category());
            assertTrue(
                    unknown.getMessage().contains("no address is known for the host nowhere.test"),
                    unknown.getMessage());
        }
    }

    private HttpRegistry registry(Set<String> insecure) {
        return new HttpRegistry(
                RegistryOptions.defaults(folder).retrying(0).insecure(insecure),
                DockerCredentials.of(folder),
                Clock.systemUTC(),
                pause -> {},
                new TestNames(NAME));
    }
}
