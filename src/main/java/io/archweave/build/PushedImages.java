package io.archweave.build;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes what one call of buildx pushed apart into the images of its platforms. */
final class PushedImages {
    private PushedImages() {}

    /** One image for each of the platforms; throws {@link NotAsDeclared} if one is not there. */
    static Map<Platform, PlatformImage> read(
            ImageStore store, Repository repository, Digest digest, List<Platform> platforms) {
        Reference pushed = repository.pinned(digest);
        Manifest manifest = store.manifest(pushed)
                .orElseThrow(() -> new NotAsDeclared(
                        Problem.at(pushed.toString(), "buildx said that it pushed this, but it is not there")));
        return platforms.stream()
                .collect(Collectors.toMap(Function.identity(), platform -> image(manifest, pushed, platform)));
    }

    private static PlatformImage image(Manifest manifest, Reference pushed, Platform platform) {
        if (manifest.index().isEmpty()) {
            return new PlatformImage(platform, manifest.descriptor(), List.of());
        }
        ImageIndex index = manifest.index().get();
        return index.image(platform)
                .map(image -> new PlatformImage(platform, image, index.attestationsOf(image.digest())))
                .orElseThrow(() -> new NotAsDeclared(
                        Problem.at(pushed.toString(), "what buildx pushed has no image for " + platform)));
    }
}
