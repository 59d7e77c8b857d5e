package io.archweave.node;

import io.archweave.docker.Engine;
import io.archweave.docker.EngineAddress;
import io.archweave.docker.EngineFacts;
import io.archweave.docker.FakeEngine;
import io.archweave.oci.Platform;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes that nobody has to connect to. */
public final class SampleNodes {
    private SampleNodes() {}

    /** A node that runs some platforms natively and emulates others; both lists are separated by spaces. */
    public static Node node(String name, int slots, String natively, String emulated) {
        EngineFacts facts = new EngineFacts("26.1.5", "linux", "amd64", slots, true);
        EngineAddress address = new EngineAddress("unix:///" + name + "/docker.sock");
        return new Node(name, address, facts, platforms(natively), platforms(emulated), slots);
    }

    private static Set<Platform> platforms(String words) {
        return Stream.of(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Platform::parse)
                .collect(Collectors.toSet());
    }

    /** A connection to a node that needs no hanging up. */
    public static NodeConnection connection(Node node) {
        return connection(node, FakeEngine.anywhere());
    }

    /** A connection to a node with this Engine. */
    public static NodeConnection connection(Node node, Engine engine) {
        return new NodeConnection(node, engine, null, "archweave-" + node.name(), new Semaphore(node.slots()));
    }
}
