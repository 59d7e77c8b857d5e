package io.archweave.run;

import io.archweave.build.CellOutcome;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.Platform;
import io.archweave.publish.Release;
import java.util.List;
import java.util.Optional;

/**
 * What building a target came to.
 *
 * @param target which one
 * @param cells one outcome for each of its platforms
 * @param release what can be published, empty if a required cell is missing
 * @param reason why it can't, empty if it can
 */
record TargetResult(Target target, List<CellOutcome> cells, Optional<Release> release, String reason) {
    TargetResult {
        cells = List.copyOf(cells);
    }

    /** Whether this target's image can be built upon for a platform. */
    boolean offers(Platform platform) {
        return release.isPresent()
                && release.get().images().stream()
                        .anyMatch(image -> image.platform().equals(platform));
    }

    /** The digest of the index that ships. */
    Optional<Digest> index() {
        return release.map(ready -> ready.index().digest());
    }
}
