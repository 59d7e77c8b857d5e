package io.archweave.cli;

import io.archweave.draft.Draft;
import io.archweave.draft.DraftFolder;
import io.archweave.draft.DraftImage;
import io.archweave.draft.PlatformChange;
import io.archweave.failure.Problem;
import io.archweave.failure.WrongCommandLine;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code manifest annotate}: says what an image of a draft runs on, over what the image says itself. */
@Command(name = "annotate", description = "Say what an image of a list runs on, over what it says itself.")
final class ManifestAnnotateCommand extends ManifestVerb {
    @Parameters(index = "0", paramLabel = "LIST", description = "A list that was begun with create.")
    private String list;

    @Parameters(
            index = "1",
            paramLabel = "IMAGE",
            description = "The image as it was given to create; PATH@DIGEST for one of an index.")
    private String image;

    @Option(names = "--os", paramLabel = "OS", defaultValue = "", description = "The operating system.")
    private String os;

    @Option(names = "--arch", paramLabel = "ARCH", defaultValue = "", description = "The architecture.")
    private String architecture;

    @Option(names = "--variant", paramLabel = "VARIANT", defaultValue = "", description = "Its variant, such as v7.")
    private String variant;

    @Option(names = "--os-version", paramLabel = "VERSION", defaultValue = "", description = "The Windows build.")
    private String osVersion;

    @Option(
            names = "--os-features",
            paramLabel = "FEATURE",
            split = ",",
            description = "A feature of the operating system; may be given more than once.")
    private List<String> osFeatures = new ArrayList<>();

    ManifestAnnotateCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        Reference listName = ManifestName.parse(list);
        Reference imageName = ManifestName.parse(image);
        DraftFolder drafts = drafts();
        DraftImage annotated = drafts.alone(listName, () -> annotate(drafts, listName, imageName));
        context()
                .err()
                .println(imageName + " is for " + annotated.platform() + " in " + listName + contradiction(annotated));
        return 0;
    }

    private DraftImage annotate(DraftFolder drafts, Reference listName, Reference imageName) {
        PlatformChange change = new PlatformChange(os, architecture, variant, osVersion, osFeatures);
        Draft draft = drafts.get(listName).annotated(imageName, change);
        DraftImage annotated = draft.part(imageName).images().get(0);
        requireKnown(annotated.platform());
        drafts.save(draft);
        return annotated;
    }

    private static void requireKnown(Platform platform) {
        try {
            Platform.parse(platform.toString());
        } catch (IllegalArgumentException e) {
            throw new WrongCommandLine(Problem.at("--os, --arch, --variant", e.getMessage()));
        }
    }

    private static String contradiction(DraftImage image) {
        Platform stated = image.stated();
        boolean isOther = !stated.architecture().isEmpty()
                && !Platform.of(stated.os(), stated.architecture(), "")
                        .sameAs(Platform.of(
                                image.platform().os(), image.platform().architecture(), ""));
        return isOther ? "; it says of itself that it is for " + stated : "";
    }
}
