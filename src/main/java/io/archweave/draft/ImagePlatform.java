package io.archweave.draft;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageManifest;
import io.archweave.oci.Manifest;
import io.archweave.oci.OciJson;
import io.archweave.oci.Platform;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * Asks images what they run on.
 *
 * @param store where they are
 */
record ImagePlatform(ImageStore store) {

    /**
     * The platform in the config of an image; parts that the config does not state are empty. Throws {@link
     * NotAsDeclared} if manifest or config are broken.
     */
    Platform of(Repository repository, Manifest manifest) {
        try {
            ImageManifest image =
                    manifest.image().orElseThrow(() -> new IllegalArgumentException("it is " + manifest.mediaType()));
            return OciJson.readConfig(bytes(repository, image.config())).platform();
        } catch (IllegalArgumentException e) {
            throw new NotAsDeclared(
                    Problem.at(repository.pinned(manifest.digest()).toString(), "this is no image: " + e.getMessage())
                            .remedy("name an image, or an index of images"));
        }
    }

    private byte[] bytes(Repository repository, Descriptor config) {
        try (InputStream stream = store.openBlob(repository, config)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new Unreachable(
                    FailureCategory.NETWORK,
                    Problem.at(
                                    repository + "@" + config.digest(),
                                    "the registry broke off in the middle of a config: " + e.getMessage())
                            .remedy("try again"),
                    e);
        }
    }
}
