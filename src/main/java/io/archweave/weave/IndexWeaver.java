package io.archweave.weave;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the images of several platforms. The images come first in the order given, then the attestations of each in
 * the same order, as BuildKit does. If every child is a Docker manifest and nothing asks for annotations the result
 * is a Docker manifest list, else an OCI index: a Docker list can hold neither attestations nor annotations.
 */
public final class IndexWeaver {
    private IndexWeaver() {}

    /** The index of these images; throws {@link InvalidInput} if there are none or two of one platform. */
    public static ImageIndex weave(List<PlatformImage> images, Map<String, String> annotations) {
        if (images.isEmpty()) {
            throw new InvalidInput(Problem.at("the manifest list", "there is no image to put into it"));
        }
        refuseDuplicates(images);
        List<Descriptor> children = new ArrayList<>();
        images.forEach(image -> children.add(child(image)));
        images.forEach(image -> children.addAll(image.attestations()));
        boolean docker = annotations.isEmpty()
                && children.stream()
                        .allMatch(child -> child.mediaType().equals(MediaTypes.DOCKER_MANIFEST)
                                && child.annotations().isEmpty());
        return new ImageIndex(2, docker ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX, children, annotations);
    }

    /** What the image was made for stands in its own descriptor if it says more, such as a Windows build. */
    private static Descriptor child(PlatformImage image) {
        return image.image().platform().filter(own -> !own.isUnknown()).isPresent()
                ? image.image()
                : image.image().on(image.platform());
    }

    private static void refuseDuplicates(List<PlatformImage> images) {
        Map<Platform, PlatformImage> seen = new HashMap<>();
        for (PlatformImage image : images) {
            Platform platform = child(image).platform().orElseThrow().normalized();
            PlatformImage other = seen.putIfAbsent(platform, image);
            if (other != null) {
                throw new InvalidInput(Problem.at(
                                "the manifest list",
                                "two images are for " + platform + ": "
                                        + other.image().digest() + " and "
                                        + image.image().digest())
                        .remedy("take one of them away, or say what it is for: --os, --arch, --variant"));
            }
        }
    }
}
