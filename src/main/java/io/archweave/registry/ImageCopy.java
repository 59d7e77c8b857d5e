package io.archweave.registry;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.ImageManifest;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Copies images with all they are made of, what is named before what names it, so that no store ever holds a manifest
 * whose parts are missing. What is already there is left alone.
 *
 * @param from where they are
 * @param to where they shall be, which may be the same store
 */
public record ImageCopy(ImageStore from, ImageStore to) {

    /**
     * Copies one manifest, byte for byte and by its digest, into a repository: an image with its config and layers, an
     * index with all its children. No tag is set. Throws {@link NotAsDeclared} if there is no such manifest, or a part
     * of it is missing or damaged, and {@link io.archweave.failure.Unreachable} if a store cannot be reached.
     *
     * @return what was copied, for a tag or an index to name
     */
    public Descriptor copy(Reference source, Repository target) {
        Manifest manifest = from.manifest(source)
                .orElseThrow(() -> new NotAsDeclared(Problem.at(source.toString(), "there is no such manifest")
                        .remedy("check the name, and that the image was pushed there")));
        copy(manifest, source.repository(), target);
        return manifest.descriptor();
    }

    private void copy(Manifest manifest, Repository source, Repository target) {
        Optional<ImageIndex> index = read(source, manifest, Manifest::index);
        if (index.isPresent()) {
            index.get().manifests().forEach(child -> copyChild(child, source, target));
        } else {
            copyBlobs(image(source, manifest), source, target);
        }
        to.put(target.pinned(manifest.digest()), manifest);
    }

    /** An image that the target holds is complete there; an index may have lost children since. */
    private void copyChild(Descriptor child, Repository source, Repository target) {
        boolean isThere = !MediaTypes.isIndex(child.mediaType())
                && to.resolve(target.pinned(child.digest())).isPresent();
        if (!isThere) {
            copy(source.pinned(child.digest()), target);
        }
    }

    private void copyBlobs(ImageManifest image, Repository source, Repository target) {
        Set<Descriptor> blobs = new LinkedHashSet<>(image.layers());
        blobs.add(image.config());
        try (BlobWorkers workers = new BlobWorkers()) {
            blobs.stream()
                    .filter(ImageCopy::isDistributed)
                    .forEach(blob -> workers.submit(() -> copyBlob(blob, source, target)));
            workers.awaitAll();
        }
    }

    /** Base layers of Windows stay where their licence keeps them, and registries do not ask for them. */
    private static boolean isDistributed(Descriptor blob) {
        return !blob.mediaType().contains("nondistributable")
                && !blob.mediaType().contains(".foreign.");
    }

    private void copyBlob(Descriptor blob, Repository source, Repository target) {
        if (to.hasBlob(target, blob.digest())) {
            return;
        }
        boolean isMounted =
                from.equals(to) && source.host().equals(target.host()) && to.mountBlob(source, target, blob.digest());
        if (!isMounted) {
            to.putBlob(target, blob, () -> from.openBlob(source, blob));
        }
    }

    private static ImageManifest image(Repository source, Manifest manifest) {
        return read(source, manifest, Manifest::image)
                .orElseThrow(() -> broken(source, manifest, "is no image and no index, but " + manifest.mediaType()));
    }

    private static <T> Optional<T> read(Repository source, Manifest manifest, Function<Manifest, Optional<T>> reader) {
        try {
            return reader.apply(manifest);
        } catch (IllegalArgumentException e) {
            throw broken(source, manifest, "cannot be read: " + e.getMessage());
        }
    }

    private static NotAsDeclared broken(Repository source, Manifest manifest, String found) {
        return new NotAsDeclared(Problem.at(source.pinned(manifest.digest()).toString(), "the manifest " + found)
                .remedy("push the image there again with a current tool"));
    }
}
