package io.archweave.registry;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The credentials that {@code docker login} left behind: in {@code config.json}, or with the helpers it names. They are
 * read when they are needed and kept for five minutes, so that a helper is not started for every request and a
 * short-lived password is still noticed when it is replaced.
 */
public final class DockerCredentials {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Path configFile;
    private final List<Path> searchPath;
    private final Clock clock;
    private final Map<RegistryHost, Known> known = new ConcurrentHashMap<>();

    DockerCredentials(Path configFolder, List<Path> searchPath, Clock clock) {
        this.configFile = configFolder.resolve("config.json");
        this.searchPath = List.copyOf(searchPath);
        this.clock = clock;
    }

    /** The credentials of this Docker configuration folder, which need not exist; helpers are looked for on PATH. */
    public static DockerCredentials of(Path configFolder) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<Path> folders = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
        return new DockerCredentials(configFolder, folders, Clock.systemUTC());
    }

    /**
     * What is known for a registry host, such as {@code docker.io} or {@code localhost:5000}; empty if nothing is.
     * Throws {@link io.archweave.failure.InvalidInput} if the configuration cannot be read and
     * {@link io.archweave.failure.Unreachable} if a credential helper fails.
     */
    public Optional<Credential> lookup(String host) {
        return known.compute(
                        new RegistryHost(host),
                        (wanted, last) -> last != null && clock.instant().isBefore(last.until()) ? last : fresh(wanted))
                .credential();
    }

    /** Where a person finds the configuration. */
    String place() {
        return configFile.toString();
    }

    private Known fresh(RegistryHost host) {
        DockerConfig config = DockerConfig.read(configFile);
        Optional<Credential> helped = config.helper(host)
                .flatMap(name -> new CredentialHelper(name, searchPath, configFile, PATIENCE).get(host));
        return new Known(helped.or(() -> config.inline(host)), clock.instant().plus(KEPT));
    }

    private record Known(Optional<Credential> credential, Instant until) {}
}
