package io.archweave.cli;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.failure.WrongCommandLine;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.plan.Plan;
import io.archweave.publish.IndexVerification;
import io.archweave.registry.ImageStore;
import io.archweave.registry.OciLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads published lists back. */
@Command(
        name = "verify",
        description = "Read a release back and hold it against the declaration, or an image against itself.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(arity = "0..*", paramLabel = "FILE|REFERENCE", description = "A matrix file, or names of images.")
    private List<String> what = new ArrayList<>();

    @Option(names = "--to", paramLabel = "PLACE", description = "Where to look, in place of the file's registry.")
    private List<String> to = new ArrayList<>();

    @Option(names = "--insecure", paramLabel = "HOST", description = "A registry host that may be without TLS.")
    private Set<String> insecure = Set.of();

    private final List<Problem> problems = new ArrayList<>();

    VerifyCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() {
        boolean file = what.isEmpty() || (what.size() == 1 && Files.exists(Path.of(what.get(0))));
        if (file) {
            declared(what.isEmpty() ? Path.of(io.archweave.matrix.Matrices.FILE_NAME) : Path.of(what.get(0)));
        } else {
            ImageStore store = composition.registries(insecure);
            what.forEach(name -> verify(store, parse(name)));
        }
        if (!problems.isEmpty()) {
            throw new NotAsDeclared(problems);
        }
        return ExitCodes.DONE;
    }

    private void declared(Path file) {
        Plan plan = MatrixArguments.of(file, to).plan(composition, Instant.now());
        ImageStore registries = composition
                .ports(composition.settings(Path.of("")), plan.matrix().destinations(), insecure)
                .registries();
        for (Target target : plan.targets()) {
            for (Destination destination : plan.matrix().destinations()) {
                ImageStore store =
                        destination instanceof Destination.OfLayout layout ? OciLayout.at(layout.folder()) : registries;
                for (String tag : target.tagNames()) {
                    Reference reference = destination.tagged(target, tag);
                    tell(store, reference, wanted(target, offered(store, reference)));
                }
            }
        }
    }

    private static Reference parse(String name) {
        try {
            return Reference.parse(name);
        } catch (IllegalArgumentException e) {
            throw new WrongCommandLine(Problem.at(name, e.getMessage())
                    .expected("a matrix file that exists, or an image such as docker.io/library/alpine:3.20"));
        }
    }

    /** Without a declaration a list is held against what it says itself. */
    private void verify(ImageStore store, Reference reference) {
        tell(store, reference, offered(store, reference));
    }

    private static Set<Platform> offered(ImageStore store, Reference reference) {
        return store.manifest(reference)
                .flatMap(Manifest::index)
                .map(IndexVerification::platforms)
                .orElse(Set.of());
    }

    /** A best-effort platform may be missing. */
    private static Set<Platform> wanted(Target target, Set<Platform> offered) {
        return target.platforms().stream()
                .filter(cell -> cell.required() || offered.contains(cell.platform()))
                .map(TargetPlatform::platform)
                .collect(Collectors.toSet());
    }

    private void tell(ImageStore store, Reference reference, Set<Platform> platforms) {
        List<Problem> found = new IndexVerification(store).verify(reference, platforms);
        problems.addAll(found);
        if (found.isEmpty()) {
            composition
                    .out()
                    .println("ok " + reference + " "
                            + platforms.stream()
                                    .map(Platform::toString)
                                    .sorted()
                                    .collect(Collectors.joining(",")));
        }
    }
}
