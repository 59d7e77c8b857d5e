package io.archweave.publish;

import io.archweave.matrix.Target;
import io.archweave.oci.Manifest;
import io.archweave.oci.PlatformImage;
import java.util.List;

/**
 * A target that is ready to be published.
 *
 * @param target what was declared
 * @param index its manifest list, in the first destination by digest already
 * @param images what the list is made of
 */
public record Release(Target target, Manifest index, List<PlatformImage> images) {
    public Release {
        images = List.copyOf(images);
    }
}
