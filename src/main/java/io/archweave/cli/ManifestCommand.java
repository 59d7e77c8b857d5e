package io.archweave.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs of {@code docker manifest}, with the same flags and meaning. */
@Command(
        name = "manifest",
        description = "Compose manifest lists by hand from images that are in registries.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ManifestCommand {
    private ManifestCommand() {}

    /** The command with all its verbs. */
    static CommandLine create(CommandContext context) {
        return new CommandLine(new ManifestCommand())
                .addSubcommand(new ManifestCreateCommand(context))
                .addSubcommand(new ManifestAnnotateCommand(context))
                .addSubcommand(new ManifestInspectCommand(context))
                .addSubcommand(new ManifestPushCommand(context))
                .addSubcommand(new ManifestRemoveCommand(context));
    }
}
