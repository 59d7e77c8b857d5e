package io.archweave.cli;

import io.archweave.draft.DraftFolder;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the verbs of {@code manifest} have in common. A verb returns 0 or throws, and says why. */
@Command(mixinStandardHelpOptions = true)
abstract class ManifestVerb implements Callable<Integer> {
    private final CommandContext context;

    ManifestVerb(CommandContext context) {
        this.context = Objects.requireNonNull(context, "context");
    }

    final CommandContext context() {
        return context;
    }

    /** Where the lists are that were begun and not forgotten. */
    final DraftFolder drafts() {
        return new DraftFolder(context.stateFolder());
    }
}
