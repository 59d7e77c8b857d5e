package io.archweave.cli;

import io.archweave.draft.Draft;
import io.archweave.draft.DraftFolder;
import io.archweave.draft.ListPush;
import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import io.archweave.registry.ImageStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code manifest push}: sends a draft to its registry, and its images with it. */
@Command(name = "push", description = "Push a list that was begun, with its images, and print its digest.")
final class ManifestPushCommand extends ManifestVerb {
    @Parameters(index = "0", paramLabel = "LIST", description = "A list that was begun with create.")
    private String list;

    @Option(
            names = {"-p", "--purge"},
            description = "Forget the draft of the list once it is pushed.")
    private boolean isPurge;

    @Mixin
    private ManifestRegistries registries;

    ManifestPushCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        Reference name = ManifestName.parse(list);
        DraftFolder drafts = drafts();
        context().out().println(drafts.alone(name, () -> push(drafts, drafts.get(name))));
        return 0;
    }

    private Digest push(DraftFolder drafts, Draft draft) {
        ImageStore store = registries.open(context(), draft.names());
        Digest digest = new ListPush(store, context().err()::println).push(draft);
        if (isPurge) {
            drafts.remove(draft.list());
        }
        return digest;
    }
}
