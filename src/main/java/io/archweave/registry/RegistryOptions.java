package io.archweave.registry;

import io.archweave.oci.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How registries are spoken to.
 *
 * @param insecureHosts registries, as {@code host} or {@code host:port}, that may be spoken to without TLS where they
 *     do not know it; loopback hosts always may
 * @param dockerConfig the folder of Docker's {@code config.json}: {@code DOCKER_CONFIG}, or {@code ~/.docker}
 * @param connectTimeout how long a connection may take to be made, and its TLS to be agreed on
 * @param readTimeout how long a registry may be silent in the middle of an answer
 * @param retries how often a request that failed for the moment is sent again
 * @param concurrency how many requests may be under way at once; blob downloads are not counted, as each of them waits
 *     for an upload that is
 * @param certificates PEM files by {@code host} or {@code host:port}, whose certificates that host may use besides
 *     those that Java trusts; a token server under another name needs an entry of its own
 * @param mirrors which host is asked first for what is read from a host, such as a cache of {@code docker.io}. A mirror
 *     may be behind: it is for registries that a release only reads from
 */
public record RegistryOptions(
        Set<String> insecureHosts,
        Path dockerConfig,
        Duration connectTimeout,
        Duration readTimeout,
        int retries,
        int concurrency,
        Map<String, Path> certificates,
        Map<String, String> mirrors) {

    /** Throws {@link IllegalArgumentException} if a number makes no sense or a name is not that of a host. */
    public RegistryOptions {
        insecureHosts = Set.copyOf(insecureHosts);
        Objects.requireNonNull(dockerConfig, "dockerConfig");
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("readTimeout", readTimeout);
        if (retries < 0 || concurrency < 1) {
            throw new IllegalArgumentException("retries must not be negative and concurrency must be 1 or more, not "
                    + retries + " and " + concurrency);
        }
        certificates = Map.copyOf(certificates);
        mirrors = Map.copyOf(mirrors);
        certificates.keySet().forEach(RegistryOptions::requireHost);
        mirrors.keySet().forEach(RegistryOptions::requireHost);
        mirrors.values().forEach(RegistryOptions::requireHost);
    }

    /** Options with neither certificates nor mirrors. */
    public RegistryOptions(
            Set<String> insecureHosts,
            Path dockerConfig,
            Duration connectTimeout,
            Duration readTimeout,
            int retries,
            int concurrency) {
        this(insecureHosts, dockerConfig, connectTimeout, readTimeout, retries, concurrency, Map.of(), Map.of());
    }

    /** What suits most runs: four retries, eight requests at once, two minutes of silence. */
    public static RegistryOptions defaults(Path dockerConfig) {
        return new RegistryOptions(Set.of(), dockerConfig, Duration.ofSeconds(10), Duration.ofMinutes(2), 4, 8);
    }

    /** The same options with these hosts allowed to be without TLS. */
    public RegistryOptions insecure(Set<String> hosts) {
        return new RegistryOptions(
                hosts, dockerConfig, connectTimeout, readTimeout, retries, concurrency, certificates, mirrors);
    }

    /** The same options with this number of retries. */
    public RegistryOptions retrying(int times) {
        return new RegistryOptions(
                insecureHosts, dockerConfig, connectTimeout, readTimeout, times, concurrency, certificates, mirrors);
    }

    /** The same options with these PEM files by host. */
    public RegistryOptions withCertificates(Map<String, Path> byHost) {
        return new RegistryOptions(
                insecureHosts, dockerConfig, connectTimeout, readTimeout, retries, concurrency, byHost, mirrors);
    }

    /** The same options with these mirrors by host. */
    public RegistryOptions withMirrors(Map<String, String> byHost) {
        return new RegistryOptions(
                insecureHosts, dockerConfig, connectTimeout, readTimeout, retries, concurrency, certificates, byHost);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
        }
    }

    private static void requireHost(String name) {
        // A repository refuses whatever is no host, with a message for a person.
        new Repository(name, "x");
    }
}
