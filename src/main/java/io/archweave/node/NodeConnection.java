package io.archweave.node;

import io.archweave.docker.BuildKitSocket;
import io.archweave.docker.Engine;
import java.util.concurrent.Semaphore;

/**
 * A node that is being used: its Engine, the builder that stands for its BuildKit, and its free slots.
 *
 * @param node what it is
 * @param engine for everything but builds
 * @param socket where its BuildKit answers
 * @param builder the name buildx knows it by
 * @param slots one permit for each further call of buildx
 */
public record NodeConnection(Node node, Engine engine, BuildKitSocket socket, String builder, Semaphore slots)
        implements AutoCloseable {
    @Override
    public void close() {
        socket.close();
        engine.close();
    }
}
