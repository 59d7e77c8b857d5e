package io.archweave.oci;

import java.util.List;
import java.util.Map;

/**
 * The manifest of one image: its config and its layers.
 *
 * @param mediaType OCI or Docker, empty if the manifest leaves it to the transport
 * @param config where the image config is
 * @param layers from the bottom up
 * @param annotations as they stand there
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md">image-spec, Manifest</a>
 */
public record ImageManifest(
        String mediaType, Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {

    public ImageManifest {
        mediaType = mediaType == null ? "" : mediaType;
        layers = layers == null ? List.of() : List.copyOf(layers);
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }
}
