package io.archweave.cli;

import io.archweave.draft.DraftFolder;
import io.archweave.failure.InvalidInput;
import io.archweave.oci.Reference;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code manifest rm}: forgets drafts; what was pushed stays. */
@Command(name = "rm", description = "Forget lists that were begun. What was pushed stays in its registry.")
final class ManifestRemoveCommand extends ManifestVerb {
    @Parameters(arity = "1..*", paramLabel = "LIST", description = "A list that was begun with create.")
    private List<String> lists;

    ManifestRemoveCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Reference> names = ManifestName.parse(lists);
        DraftFolder drafts = drafts();
        List<Reference> missing = new ArrayList<>();
        for (Reference name : names) {
            if (drafts.alone(name, () -> drafts.remove(name))) {
                context().out().println("Removed manifest list " + name);
            } else {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidInput(missing.stream().map(drafts::noDraft).toList());
        }
        return 0;
    }
}
