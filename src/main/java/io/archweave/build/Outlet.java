package io.archweave.build;

import io.archweave.docker.Engine;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;

/** The first destination of a release, seen from the builder: where images come out and can be had again. */
public interface Outlet {
    /** What it stands for. */
    Destination destination();

    /** Where manifests and blobs can be read back. */
    ImageStore store();

    /** Where the next build of a target leaves its image. */
    BuildOutput next(Target target);

    /** Takes in what a build left there. */
    void collect(BuildOutput output);

    /** How another build names the image with this digest of a target in {@code --build-context}. */
    String buildContext(Target target, Digest index);

    /** Makes an image known to an Engine and gives the name to run it by; {@link #forget} undoes that. */
    String offer(Engine engine, Target target, PlatformImage image);

    /** Takes an offered image away from the Engine again. */
    default void forget(Engine engine, String name) {
        engine.removeImage(name);
    }

    /** The repository of a target here. */
    default Repository repository(Target target) {
        return destination().repository(target.repository());
    }
}
