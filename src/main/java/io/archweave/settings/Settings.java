package io.archweave.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How the tool is set up, resolved once.
 *
 * @param docker the docker command, by name or path
 * @param dockerConfig the folder of Docker's {@code config.json} and contexts
 * @param insecureRegistries hosts that may be spoken to without TLS, besides those of this machine
 * @param registryRetries further attempts after a failure of a registry that may pass
 * @param registryTimeout of one read from a registry
 * @param runs the folder that holds a folder per run
 */
public record Settings(
        String docker,
        Path dockerConfig,
        Set<String> insecureRegistries,
        int registryRetries,
        Duration registryTimeout,
        Path runs) {
    public Settings {
        insecureRegistries = Set.copyOf(insecureRegistries);
    }
}
