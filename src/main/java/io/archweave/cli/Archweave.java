package io.archweave.cli;

import io.archweave.failure.ArchweaveException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command. */
@Command(
        name = "archweave",
        description = "Releases container images for many CPU architectures from one YAML matrix.",
        mixinStandardHelpOptions = true,
        versionProvider = Archweave.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:defect in the tool",
            "2:wrong command line",
            "3:matrix or settings invalid",
            "4:a required cell failed",
            "5:registry, network or Docker not reachable or refused",
            "6:the result is not what was declared, or a guard held the tags",
            "8:done but unstable: something optional failed"
        })
final class Archweave implements Callable<Integer> {
    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show where in the tool a failure arose.")
    private boolean stacktrace;

    private final CommandContext context;

    private Archweave(CommandContext context) {
        this.context = context;
    }

    static CommandLine commandLine(Composition composition) {
        Archweave root = new Archweave(composition);
        CommandLine line = new CommandLine(root)
                .addSubcommand("release", new ReleaseCommand(composition))
                .addSubcommand("plan", new PlanCommand(composition))
                .addSubcommand("verify", new VerifyCommand(composition))
                .addSubcommand("nodes", new NodesCommand(composition))
                .addSubcommand("schema", new SchemaCommand(composition))
                .addSubcommand("manifest", ManifestCommand.create(composition));
        line.setOut(composition.out())
                .setErr(composition.err())
                .setExecutionExceptionHandler((failure, command, parsed) -> root.explain(failure))
                .setParameterExceptionHandler(Archweave::wrongUsage);
        return line;
    }

    @Override
    public Integer call() {
        context.err().println("archweave: name a command: release, plan, verify, nodes, manifest or schema");
        context.err().println("    `archweave --help` tells more");
        return ExitCodes.USAGE;
    }

    private int explain(Exception failure) {
        if (failure instanceof ArchweaveException told) {
            told.problems().stream().limit(20).forEach(problem -> context.err().println("archweave: " + problem));
            if (told.problems().size() > 20) {
                context.err().println("archweave: and " + (told.problems().size() - 20) + " more problems");
            }
        } else {
            context.err().println("archweave: a defect of the tool: " + failure);
            context.err().println("    run it again with --stacktrace and report what it prints");
        }
        if (stacktrace) {
            failure.printStackTrace(context.err());
        }
        return ExitCodes.of(failure);
    }

    private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("archweave: " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
            line.getErr().println("    `" + line.getCommandSpec().qualifiedName() + " --help` tells what there is");
        }
        return ExitCodes.USAGE;
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(Archweave.class.getPackage().getImplementationVersion())
                    .orElse("from source");
            return new String[] {"archweave " + version};
        }
    }
}
