package io.archweave.draft;

import io.archweave.failure.Problem;
import io.archweave.oci.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what keeps a draft from being pushed. Until then {@code annotate} and {@code --amend} may mend it. */
final class DraftFlaws {
    private final String list;
    private final Map<Platform, String> seen = new LinkedHashMap<>();
    private final List<Problem> found = new ArrayList<>();

    private DraftFlaws(String list) {
        this.list = list;
    }

    static List<Problem> of(Draft draft) {
        DraftFlaws flaws = new DraftFlaws(draft.list().toString());
        for (DraftSource source : draft.sources()) {
            for (DraftImage image : source.images()) {
                flaws.look(source.nameOf(image.image().digest()), image.platform());
            }
        }
        return flaws.found;
    }

    private void look(String name, Platform platform) {
        if (platform.os().isEmpty() || platform.architecture().isEmpty()) {
            found.add(Problem.at(list, name + " does not say what it runs on; its platform is '" + platform + "'")
                    .remedy("say it: archweave manifest annotate " + list + " " + name + " --os OS --arch ARCH"));
            return;
        }
        String other = seen.putIfAbsent(platform.normalized(), name);
        if (other != null) {
            found.add(Problem.at(list, other + " and " + name + " are both for " + words(platform.normalized()))
                    .expected("one image for each platform")
                    .remedy("tell them apart with archweave manifest annotate (--variant, --os-version), or remove"
                            + " the draft and create it with one of them"));
        }
    }

    private static String words(Platform platform) {
        return platform.osVersion().isEmpty() ? platform.toString() : platform + " " + platform.osVersion();
    }
}
