package io.archweave.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import java.util.List;
import java.util.Objects;

/**
 * One image of a draft.
 *
 * @param stated the platform that the image itself, or the index it came in, states; parts of it may be empty
 * @param image its manifest, without a platform
 * @param attestations the manifests that came with it and are tied to it
 * @param change what {@code annotate} said about its platform
 */
public record DraftImage(
        Platform stated,
        Descriptor image,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Descriptor> attestations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) PlatformChange change) {

    public DraftImage {
        Objects.requireNonNull(stated, "stated");
        Objects.requireNonNull(image, "image");
        attestations = attestations == null ? List.of() : List.copyOf(attestations);
        change = change == null ? PlatformChange.NONE : change;
    }

    /** The platform that the list will state. */
    public Platform platform() {
        return change.applyTo(stated);
    }

    /** The image as the list will hold it. */
    public PlatformImage forList() {
        return new PlatformImage(platform(), image, attestations);
    }

    /** The same image after one more change of its platform. */
    DraftImage changed(PlatformChange more) {
        return new DraftImage(stated, image, attestations, change.then(more));
    }
}
