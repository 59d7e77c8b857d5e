package io.archweave.cli;

import io.archweave.matrix.EmulationUse;
import io.archweave.matrix.Matrices;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.node.Node;
import io.archweave.run.NodeSession;
import io.archweave.run.RunFolder;
import io.archweave.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what each node is and can build. */
@Command(
        name = "nodes",
        description = "Tell what each node is and which platforms it builds, natively or by QEMU.",
        mixinStandardHelpOptions = true)
final class NodesCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = Matrices.FILE_NAME,
            description = "The matrix file that declares nodes; without one the local Engine is asked.")
    private Path file;

    NodesCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant now = Instant.now();
        ReleaseMatrix matrix = Files.exists(file) || !file.equals(Path.of(Matrices.FILE_NAME))
                ? Matrices.read(file, new WorldLookups(composition.environment(), Path.of(""), now), Map.of())
                : new ReleaseMatrix(file, List.of(), EmulationUse.WHEN_NEEDED, Map.of(), List.of(), List.of());
        Settings settings = composition.settings(Path.of(""));
        RunFolder folder = RunFolder.create(settings.runs(), now);
        try (NodeSession session =
                new NodeSession(composition.ports(settings, List.of(), java.util.Set.of()), folder.scratch())) {
            session.connect(matrix).forEach(this::print);
        } finally {
            folder.remove();
        }
        return ExitCodes.DONE;
    }

    private void print(Node node) {
        composition
                .out()
                .println(node.name() + ": Docker Engine " + node.facts().version() + " at " + node.address());
        composition
                .out()
                .println("    CPU        " + node.facts().operatingSystem() + "/"
                        + node.facts().architecture() + ", " + node.facts().cpus() + " cores, " + node.slots()
                        + " slots");
        composition.out().println("    platforms  " + node.offer());
        composition.out().println("    driven by  its own BuildKit through a private socket; images by digest");
    }
}
