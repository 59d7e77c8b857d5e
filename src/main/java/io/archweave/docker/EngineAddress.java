package io.archweave.docker;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where an Engine listens.
 *
 * @param host {@code unix:///path} or {@code tcp://host:port}
 */
public record EngineAddress(String host) {
    /** Throws {@link InvalidInput} for a scheme that is not spoken. */
    public EngineAddress {
        if (!host.startsWith("unix://") && !host.startsWith("tcp://")) {
            throw new InvalidInput(Problem.at(host, "this way to an Engine is not spoken")
                    .expected("unix:///path or tcp://host:port"));
        }
    }

    /** Whether it is a socket file. */
    public boolean isUnix() {
        return host.startsWith("unix://");
    }

    /** The socket file of a {@code unix://} address. */
    public Path socket() {
        return Path.of(host.substring("unix://".length()));
    }

    /** The address as a URI. */
    public URI uri() {
        return URI.create(host);
    }

    @Override
    public String toString() {
        return host;
    }
}
