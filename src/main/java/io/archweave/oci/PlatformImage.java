package io.archweave.oci;

import java.util.List;
import java.util.Objects;

/**
 * The image of one platform with everything that belongs to it.
 *
 * @param platform what it was made for
 * @param image its manifest
 * @param attestations the manifests that are tied to it, such as provenance
 */
public record PlatformImage(Platform platform, Descriptor image, List<Descriptor> attestations) {
    public PlatformImage {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(image, "image");
        attestations = List.copyOf(attestations);
    }
}
