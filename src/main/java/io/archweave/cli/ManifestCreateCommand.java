package io.archweave.cli;

import io.archweave.draft.Draft;
import io.archweave.draft.DraftFolder;
import io.archweave.draft.ListCreation;
import io.archweave.oci.Reference;
import io.archweave.registry.ImageStore;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code manifest create}: begins a draft, or adds to it. */
@Command(name = "create", description = "Begin a manifest list, to be annotated and pushed.")
final class ManifestCreateCommand extends ManifestVerb {
    @Parameters(index = "0", paramLabel = "LIST", description = "What the list will be called.")
    private String list;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "An image in a registry. An index of several images gives all of them, with attestations.")
    private List<String> images;

    @Option(
            names = {"-a", "--amend"},
            description = "Add to the list if it was begun already.")
    private boolean isAmendment;

    @Mixin
    private ManifestRegistries registries;

    ManifestCreateCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Reference> names = ManifestName.parse(
                Stream.concat(Stream.of(list), images.stream()).toList());
        ImageStore store = registries.open(context(), names);
        DraftFolder drafts = drafts();
        Draft draft = new ListCreation(drafts, store, context().err()::println)
                .create(names.get(0), names.subList(1, names.size()), isAmendment);
        context().out().println("Created manifest list " + draft.list());
        return 0;
    }
}
