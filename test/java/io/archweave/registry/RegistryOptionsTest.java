package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryOptionsTest {
    private static final Path DOCKER = Path.of("docker");

    @Test
    void eachCopyKeepsTheRest() {
        RegistryOptions all = RegistryOptions.defaults(DOCKER)
                .withMirrors(Map.of("docker.io", "mirror.test:5000"))
                .withCertificates(Map.of("a.test", Path.of("ca.pem")))
                .insecure(Set.of("b.test"))
                .retrying(7);
        assertEquals(Map.of("docker.io", "mirror.test:5000"), all.mirrors());
        assertEquals(Map.of("a.test", Path.of("ca.pem")), all.certificates());
        assertEquals(Set.of("b.test"), all.insecureHosts());
        assertEquals(7, all.retries());
        assertEquals(all, all.withMirrors(all.mirrors()).withCertificates(all.certificates()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://a.test", "a.test/path", "a b", "a.test:"})
    void onlyHostsAreTaken(String name) {
        RegistryOptions options = RegistryOptions.defaults(DOCKER);
        for (Map<String, String> mirrors : List.of(Map.of(name, "a.test"), Map.of("a.test", name))) {
            IllegalArgumentException wrong =
                    assertThrows(IllegalArgumentException.class, () -> options.withMirrors(mirrors));
            assertTrue(wrong.getMessage().contains("'" + name + "' is not a registry host"), wrong.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> options.withCertificates(Map.of(name, DOCKER)));
    }
}
