package io.archweave.build;

import io.archweave.docker.Engine;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.PlatformImage;
import io.archweave.registry.ImageStore;

/**
 * A registry: layers go there straight from the node.
 *
 * @param destination which one
 * @param store how it is spoken to
 */
public record RegistryOutlet(Destination.OfRegistry destination, ImageStore store) implements Outlet {
    @Override
    public BuildOutput next(Target target) {
        return new BuildOutput.PushedByDigest(repository(target));
    }

    @Override
    public void collect(BuildOutput output) {
        // It is there already.
    }

    @Override
    public String buildContext(Target target, Digest index) {
        return "docker-image://" + repository(target).pinned(index);
    }

    @Override
    public String offer(Engine engine, Target target, PlatformImage image) {
        String name = repository(target).pinned(image.image().digest()).toString();
        engine.pull(name, image.platform());
        return name;
    }
}
