package io.archweave.draft;

import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import java.util.List;
import java.util.Objects;

/**
 * What one name given to {@code create} stands for: an image, or all images of an index.
 *
 * @param reference the name
 * @param digest what it named when it was read
 * @param images in the order of the index
 */
public record DraftSource(Reference reference, Digest digest, List<DraftImage> images) {

    public DraftSource {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(digest, "digest");
        images = List.copyOf(images);
    }

    /** What {@code docker manifest inspect -v} calls a child: the name given, with the digest if that was an index. */
    public String nameOf(Digest child) {
        return child.equals(digest) ? reference.toString() : childName(reference, child);
    }

    /** The name of a child of an index: unlike a reference it tells the tag too. */
    static String childName(Reference index, Digest child) {
        String tag = index.tag().map(name -> ":" + name).orElse("");
        return index.repository() + tag + "@" + child;
    }

    /** This source as it is now, with what was said about the platforms of the older one. */
    DraftSource inheriting(DraftSource older) {
        return new DraftSource(
                reference,
                digest,
                images.stream().map(image -> inheriting(image, older)).toList());
    }

    private static DraftImage inheriting(DraftImage image, DraftSource older) {
        return older.images.stream()
                .filter(before -> before.stated().sameAs(image.stated()))
                .findFirst()
                .map(before -> image.changed(before.change()))
                .orElse(image);
    }
}
