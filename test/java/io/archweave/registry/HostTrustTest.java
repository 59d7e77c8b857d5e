package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Digest;
import io.archweave.oci.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTrustTest {
    private static final String NAME = "registry.test";

    @TempDir
    private Path folder;

    @Test
    void aHostIsTrustedByItsOwnCertificates() throws Exception {
        try (SelfSignedServer server = SelfSignedServer.start(folder)) {
            String host = NAME + ":" + server.port();
            for (String key : List.of(host, NAME, "Registry.TEST")) {
                try (HttpRegistry registry = registry(Map.of(key, server.certificate()))) {
                    assertTrue(isReached(registry, host), key);
                }
            }
        }
    }

    @Test
    void anotherHostIsNot() throws Exception {
        try (SelfSignedServer server = SelfSignedServer.start(folder);
                HttpRegistry registry = registry(Map.of(
                        NAME + ":" + (server.port() - 1), server.certificate(), "other.test", server.certificate()))) {
            Unreachable refused =
                    assertThrows(Unreachable.class, () -> isReached(registry, NAME + ":" + server.port()));
            assertTrue(refused.getMessage().contains("is not trusted"), refused.getMessage());
            assertEquals(0, server.requests());
        }
    }

    @Test
    void aServerMustStillHaveTheNameOfItsCertificate() throws Exception {
        try (SelfSignedServer server = SelfSignedServer.start(folder);
                HttpRegistry registry = registry(Map.of("other.test", server.certificate()))) {
            Unreachable refused =
                    assertThrows(Unreachable.class, () -> isReached(registry, "other.test:" + server.port()));
            assertTrue(refused.getMessage().contains("is not trusted"), refused.getMessage());
        }
    }

    @Test
    void whatJavaTrustsStaysTrusted() throws Exception {
        try (SelfSignedServer server = SelfSignedServer.start(folder)) {
            List<Certificate> added = new PemFile("certificates", server.certificate()).certificates();
            Set<X509Certificate> trusted = issuers(PemFile.trusting(added).toArray(TrustManager[]::new));
            TrustManagerFactory javas = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            javas.init((KeyStore) null);

            assertEquals(1, added.size());
            assertTrue(trusted.containsAll(added));
            assertTrue(trusted.containsAll(issuers(javas.getTrustManagers())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n"
            })
    void aFileWithoutCertificatesIsRefused(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), text);
        InvalidInput wrong = assertThrows(InvalidInput.class, () -> registry(Map.of(NAME + ":5000", file)));
        assertTrue(wrong.getMessage().startsWith("certificates of registry.test:5000: "), wrong.getMessage());
        assertTrue(wrong.getMessage().contains(file.toString()), wrong.getMessage());
    }

    @Test
    void everyFileThatIsMissingIsTold() {
        Path one = folder.resolve("one.pem");
        InvalidInput wrong = assertThrows(InvalidInput.class, () -> registry(Map.of("a.test", one, "b.test", folder)));
        assertEquals(
                List.of("certificates of a.test", "certificates of b.test"),
                wrong.problems().stream().map(problem -> problem.place()).toList());
        assertTrue(wrong.getMessage().contains("the file " + one + " can't be read"), wrong.getMessage());
    }

    private static Set<X509Certificate> issuers(TrustManager... managers) {
        Set<X509Certificate> issuers = new HashSet<>();
        for (TrustManager manager : managers) {
            issuers.addAll(Arrays.asList(((X509TrustManager) manager).getAcceptedIssuers()));
        }
        return issuers;
    }

    private static boolean isReached(HttpRegistry registry, String host) {
        return registry.hasBlob(new Repository(host, "app"), Digest.of(new byte[0]));
    }

    private HttpRegistry registry(Map<String, Path> certificates) {
        return new HttpRegistry(
                RegistryOptions.defaults(folder).retrying(0).withCertificates(certificates),
                DockerCredentials.of(folder),
                Clock.systemUTC(),
                pause -> {},
                new TestNames(NAME, "other.test"));
    }
}
