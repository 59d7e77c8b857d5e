package io.archweave.cli;

import io.archweave.failure.Problem;
import io.archweave.failure.WrongCommandLine;
import io.archweave.oci.Reference;
import java.util.ArrayList;
import java.util.List;

/** Reads the names of lists and images as they stand on a command line. */
final class ManifestName {
    private ManifestName() {}

    /** Throws {@link WrongCommandLine} if the text is no name. */
    static Reference parse(String text) {
        return parse(List.of(text)).get(0);
    }

    /** Throws {@link WrongCommandLine} with every text that is no name. */
    static List<Reference> parse(List<String> texts) {
        List<Reference> names = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String text : texts) {
            try {
                names.add(Reference.parse(text));
            } catch (IllegalArgumentException e) {
                problems.add(Problem.at("'" + text + "' is not the name of an image", e.getMessage())
                        .remedy("write it as [HOST[:PORT]/]PATH[:TAG][@DIGEST], such as ghcr.io/acme/app:1.2"));
            }
        }
        if (!problems.isEmpty()) {
            throw new WrongCommandLine(problems);
        }
        return names;
    }
}
