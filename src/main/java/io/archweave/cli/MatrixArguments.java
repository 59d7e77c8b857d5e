package io.archweave.cli;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.failure.WrongCommandLine;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Destinations;
import io.archweave.matrix.Matrices;
import io.archweave.matrix.ReleaseMatrix;
import io.archweave.plan.Plan;
import io.archweave.plan.Planner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands that read a matrix file have in common. */
final class MatrixArguments {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = Matrices.FILE_NAME,
            description = "The matrix file; ${DEFAULT-VALUE} unless named.")
    private Path file;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "Only targets, or cells as target@platform, with such a name; may be given again.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "PLACE",
            description = "Where to, in place of the file's registry: oci:FOLDER needs no registry at all.")
    private List<String> to = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "The value of a param of the file; may be given again.")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(
            names = "--insecure",
            paramLabel = "HOST",
            description = "A registry host that may be spoken to without TLS; those of this machine always may.")
    private Set<String> insecure = new HashSet<>();

    /** The arguments as if they had been given. */
    static MatrixArguments of(Path file, List<String> to) {
        MatrixArguments arguments = new MatrixArguments();
        arguments.file = file;
        arguments.to = List.copyOf(to);
        return arguments;
    }

    /** The folder of the matrix file. */
    Path folder() {
        Path absolute = file.toAbsolutePath();
        return absolute.getParent() == null ? absolute : absolute.getParent();
    }

    Set<String> insecure() {
        return Set.copyOf(insecure);
    }

    /** The plan that the file and the options mean. */
    Plan plan(Composition composition, Instant now) {
        ReleaseMatrix matrix = Matrices.read(file, new WorldLookups(composition.environment(), folder(), now), params);
        List<Destination> destinations = to.isEmpty()
                ? matrix.destinations()
                : to.stream().map(this::destination).toList();
        if (destinations.isEmpty()) {
            throw new InvalidInput(Problem.at(file.toString(), "it names no registry")
                    .remedy("add registry: HOST/PATH to it, or try --to oci:out, which needs none"));
        }
        return Planner.plan(matrix.to(destinations), only);
    }

    private Destination destination(String text) {
        try {
            // Unlike in the file, a folder on the command line is where the person is.
            return Destinations.parse(text, Path.of("").toAbsolutePath().resolve("x"));
        } catch (IllegalArgumentException e) {
            throw new WrongCommandLine(
                    Problem.at("--to " + text, e.getMessage()).expected("host[:port]/path or oci:FOLDER"));
        }
    }
}
