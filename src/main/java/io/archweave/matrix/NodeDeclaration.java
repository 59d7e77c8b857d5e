package io.archweave.matrix;

import io.archweave.oci.Platform;
import java.util.List;
import java.util.Optional;

/**
 * A node as the matrix declares it.
 *
 * @param host {@code unix:///path} or {@code tcp://host:port}; empty is the local Engine
 * @param platforms what it may be used for; empty is whatever it can do
 * @param slots calls of buildx at once; empty leaves it to the node's CPUs
 * @param place where it is declared, for messages
 */
public record NodeDeclaration(Optional<String> host, List<Platform> platforms, Optional<Integer> slots, String place) {}
