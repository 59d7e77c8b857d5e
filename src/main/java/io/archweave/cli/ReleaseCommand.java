package io.archweave.cli;

import io.archweave.plan.Plan;
import io.archweave.report.ConsoleProgress;
import io.archweave.report.ConsoleTable;
import io.archweave.report.ProgressMode;
import io.archweave.report.ReportFolder;
import io.archweave.run.Releases;
import io.archweave.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job. */
@Command(
        name = "release",
        description = "Build every cell, prove the images, weave the manifest lists and move the tags.",
        mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {
    private final Composition composition;

    @Mixin
    private MatrixArguments arguments = new MatrixArguments();

    @Option(names = "--dry-run", description = "Only tell what would be done, as `archweave plan` does.")
    private boolean dryRun;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Leave report.json, report.html, junit.xml and the logs there; default: the run's own folder.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "auto, plain, json or none.")
    private ProgressMode progress;

    @Option(names = "--verbose", description = "Show the output of the builds as well.")
    private boolean verbose;

    @ArgGroup
    private WhenOneFails whenOneFails = new WhenOneFails();

    @Option(names = "--allow-platform-loss", description = "Let a tag move to a list that lacks a platform it had.")
    private boolean allowPlatformLoss;

    ReleaseCommand(Composition composition) {
        this.composition = composition;
    }

    /** What happens to the other targets. */
    static final class WhenOneFails {
        @Option(names = "--keep-going", description = "Go on with the other targets after a failure; the default.")
        private boolean keepGoing;

        @Option(names = "--fail-fast", description = "Begin no further target after a failure.")
        private boolean failFast;

        boolean keepsGoing() {
            return keepGoing || !failFast;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Plan plan = arguments.plan(composition, Instant.now());
        if (dryRun) {
            return new PlanCommand(composition, arguments).call();
        }
        Settings settings = composition.settings(arguments.folder());
        ConsoleProgress console = new ConsoleProgress(progress, verbose, composition.err());
        Releases releases =
                new Releases(composition.ports(settings, plan.matrix().destinations(), arguments.insecure()), console);
        Releases.Result result =
                releases.release(plan, new Releases.Permissions(!whenOneFails.keepsGoing(), allowPlatformLoss));
        Path written = new ReportFolder(report.orElse(result.folder().path()))
                .write(result.report(), result.folder().logs());
        composition.out().print(new ConsoleTable(false).render(result.report()));
        composition.out().flush();
        composition.err().println("report: " + written);
        return ExitCodes.of(result.verdict());
    }
}
