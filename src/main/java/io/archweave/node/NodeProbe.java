package io.archweave.node;

import io.archweave.docker.BinfmtHandlers;
import io.archweave.docker.BuildKitSocket;
import io.archweave.docker.Buildx;
import io.archweave.docker.Engine;
import io.archweave.docker.EngineAddress;
import io.archweave.docker.EngineFacts;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.matrix.NodeDeclaration;
import io.archweave.oci.Platform;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Connects to declared nodes and finds out what they can do. */
public final class NodeProbe {
    private static final int FEWEST_SLOTS = 2;
    private static final int MOST_SLOTS = 8;

    private final Function<EngineAddress, Engine> engines;
    private final EngineAddress local;
    private final Buildx buildx;
    private final Path binfmt;

    /**
     * Only takes note.
     *
     * @param engines makes the client of an Engine
     * @param local the Engine of a node without a host
     * @param binfmt where this machine's kernel shows its emulators
     */
    public NodeProbe(Function<EngineAddress, Engine> engines, EngineAddress local, Buildx buildx, Path binfmt) {
        this.engines = engines;
        this.local = local;
        this.buildx = buildx;
        this.binfmt = binfmt;
    }

    /** Connects to a node; throws {@link Unreachable} if it does not answer or can't be driven. */
    public NodeConnection connect(String name, NodeDeclaration declared) throws InterruptedException {
        EngineAddress address = declared.host().map(EngineAddress::new).orElse(local);
        Engine engine = engines.apply(address);
        EngineFacts facts = engine.probe();
        requireContainerdStore(address, facts);
        BuildKitSocket socket = BuildKitSocket.open(address);
        String builder = "archweave-" + name;
        buildx.createRemote(builder, socket.path());
        Node node = describe(name, address, facts, declared, buildx.platforms(builder));
        return new NodeConnection(node, engine, socket, builder, new Semaphore(node.slots()));
    }

    private static void requireContainerdStore(EngineAddress address, EngineFacts facts) {
        if (!facts.containerdStore()) {
            throw new Unreachable(
                    FailureCategory.NODE_LOST,
                    Problem.at(
                                    "Docker Engine " + address,
                                    "version " + facts.version() + " runs without the containerd image store, which"
                                            + " multi-platform images and pushing by digest need")
                            .remedy("put {\"features\": {\"containerd-snapshotter\": true}} into its daemon.json"
                                    + " (Docker Desktop: Settings, General) and restart it"));
        }
    }

    private Node describe(
            String name, EngineAddress address, EngineFacts facts, NodeDeclaration declared, Set<Platform> listed) {
        Set<Platform> all = new LinkedHashSet<>(listed);
        all.add(Platform.of(facts.operatingSystem(), facts.architecture(), "").normalized());
        if (address.isUnix()) {
            // BuildKit's own test misses linux/arm on some kernels; the kernel itself knows.
            all.addAll(BinfmtHandlers.read(binfmt));
        }
        if (!declared.platforms().isEmpty()) {
            all.retainAll(declared.platforms());
        }
        Set<Platform> natively = new LinkedHashSet<>(all);
        natively.removeIf(platform -> !NativePlatforms.runs(facts.architecture(), platform));
        Set<Platform> emulated = new LinkedHashSet<>(all);
        emulated.removeAll(natively);
        int slots = declared.slots().orElse(Math.max(FEWEST_SLOTS, Math.min(MOST_SLOTS, facts.cpus())));
        return new Node(name, address, facts, natively, emulated, slots);
    }
}
