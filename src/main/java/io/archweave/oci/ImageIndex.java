package io.archweave.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A manifest list: one name for the images of several platforms.
 *
 * @param schemaVersion always 2
 * @param mediaType {@link MediaTypes#OCI_INDEX} or {@link MediaTypes#DOCKER_LIST}
 * @param manifests the children, images and attestations, in order
 * @param annotations sorted by key; a Docker list has none
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md">image-spec, Image Index</a>
 */
@JsonPropertyOrder({"schemaVersion", "mediaType", "manifests", "annotations"})
public record ImageIndex(
        int schemaVersion,
        String mediaType,
        List<Descriptor> manifests,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> annotations) {

    public ImageIndex {
        mediaType = mediaType == null ? MediaTypes.OCI_INDEX : mediaType;
        manifests = manifests == null ? List.of() : List.copyOf(manifests);
        annotations = annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** The children that are images, without attestations. */
    public List<Descriptor> images() {
        return manifests.stream().filter(child -> child.attests().isEmpty()).toList();
    }

    /** The attestations tied to this image. */
    public List<Descriptor> attestationsOf(Digest image) {
        return manifests.stream()
                .filter(child -> child.attests().filter(image::equals).isPresent())
                .toList();
    }

    /** The image for this platform, however the platform is spelt in the index. */
    public Optional<Descriptor> image(Platform platform) {
        return images().stream()
                .filter(child -> child.platform().filter(platform::sameAs).isPresent())
                .findFirst();
    }
}
