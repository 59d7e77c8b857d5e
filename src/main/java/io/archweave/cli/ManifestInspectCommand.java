package io.archweave.cli;

import io.archweave.draft.Draft;
import io.archweave.draft.DraftFolder;
import io.archweave.draft.ListInspection;
import io.archweave.oci.Reference;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code manifest inspect}: the JSON of a draft, a list or an image, as the docker command prints it. */
@Command(name = "inspect", description = "Print the JSON of a list that was begun, or of what a registry holds.")
final class ManifestInspectCommand extends ManifestVerb {
    @Parameters(
            index = "0..1",
            arity = "1..2",
            paramLabel = "[LIST] IMAGE",
            hideParamSyntax = true,
            description = "An image or list; after the name of a list that was begun, an image of it.")
    private List<String> names;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print names, platforms and the manifests of all children too.")
    private boolean isVerbose;

    @Mixin
    private ManifestRegistries registries;

    ManifestInspectCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Reference> parsed = ManifestName.parse(names);
        DraftFolder drafts = drafts();
        ListInspection inspection = new ListInspection(drafts, registries.open(context(), namesBehind(drafts, parsed)));
        context().out().print(parsed.size() == 1 ? of(inspection, parsed.get(0)) : of(inspection, parsed));
        context().out().flush();
        return 0;
    }

    /** The images of a draft are in registries of their own. */
    private static List<Reference> namesBehind(DraftFolder drafts, List<Reference> names) {
        return drafts.find(names.get(0)).map(Draft::names).orElse(names);
    }

    private String of(ListInspection inspection, Reference name) {
        return isVerbose ? inspection.verbose(name) : inspection.plain(name);
    }

    private String of(ListInspection inspection, List<Reference> listAndImage) {
        Reference list = listAndImage.get(0);
        Reference image = listAndImage.get(1);
        return isVerbose ? inspection.verbose(list, image) : inspection.plain(list, image);
    }
}
