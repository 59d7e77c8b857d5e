package io.archweave.draft;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.registry.ImageStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks up what a name stands for and takes an index apart, so that each image can get its place in another list. What
 * buildx pushes by default is such an index: one image and its provenance.
 */
final class SourceReader {
    private final ImageStore store;
    private final ImagePlatform platforms;
    private final Consumer<String> talk;

    SourceReader(ImageStore store, Consumer<String> talk) {
        this.store = store;
        this.platforms = new ImagePlatform(store);
        this.talk = talk;
    }

    /**
     * All images behind a name, with their attestations. Throws {@link InvalidInput} if there is nothing of that name
     * or no image in it, and {@link NotAsDeclared} if something in it is missing or broken.
     */
    DraftSource read(Reference name) {
        Manifest manifest = store.manifest(name)
                .orElseThrow(
                        () -> new InvalidInput(Problem.at(name.toString(), "the registry has no image of this name")
                                .remedy("check the name, and push the image first")));
        List<DraftImage> images = new ArrayList<>();
        collect(name, manifest, images);
        if (images.isEmpty()) {
            throw new InvalidInput(Problem.at(name.toString(), "there is no image in this index")
                    .expected("an image, or an index of images"));
        }
        return new DraftSource(name, manifest.digest(), images);
    }

    private void collect(Reference name, Manifest manifest, List<DraftImage> images) {
        Optional<ImageIndex> index = new NamedManifest(name, manifest).index();
        if (index.isEmpty()) {
            Platform platform = platforms.of(name.repository(), manifest);
            images.add(new DraftImage(platform, manifest.descriptor(), List.of(), PlatformChange.NONE));
            return;
        }
        reportStrayAttestations(name, index.get());
        Set<Digest> seen = new HashSet<>();
        for (Descriptor child : index.get().images()) {
            // One image may stand for two platforms; what is tied to it is listed once all the same.
            List<Descriptor> attestations =
                    seen.add(child.digest()) ? index.get().attestationsOf(child.digest()) : List.of();
            collectChild(name, child, attestations, images);
        }
    }

    private void collectChild(
            Reference name, Descriptor child, List<Descriptor> attestations, List<DraftImage> images) {
        Manifest manifest = store.manifest(name.repository().pinned(child.digest()))
                .orElseThrow(() -> new NotAsDeclared(Problem.at(
                                name.toString(),
                                "the index names " + child.digest() + ", which the registry does not hold")
                        .remedy("push the image again, whole")));
        if (MediaTypes.isIndex(manifest.mediaType())) {
            collect(name, manifest, images);
            return;
        }
        Platform own = platforms.of(name.repository(), manifest);
        Platform stated = child.platform().map(said -> filled(said, own)).orElse(own);
        if (!stated.sameAs(filled(own, stated))) {
            talk.accept("warning: " + DraftSource.childName(name, child.digest()) + " is listed as " + stated
                    + ", but the image itself says " + own + "; the list is believed");
        }
        Descriptor image = manifest.descriptor().annotated(child.annotations());
        images.add(new DraftImage(stated, image, attestations, PlatformChange.NONE));
    }

    /** A platform with what it leaves open taken from another one. */
    private static Platform filled(Platform first, Platform second) {
        return new Platform(
                first.architecture().isEmpty() ? second.architecture() : first.architecture(),
                first.os().isEmpty() ? second.os() : first.os(),
                first.osVersion().isEmpty() ? second.osVersion() : first.osVersion(),
                first.osFeatures().isEmpty() ? second.osFeatures() : first.osFeatures(),
                first.variant().isEmpty() ? second.variant() : first.variant());
    }

    private void reportStrayAttestations(Reference name, ImageIndex index) {
        List<Digest> images = index.images().stream().map(Descriptor::digest).toList();
        index.manifests().stream()
                .filter(child -> child.attests()
                        .filter(subject -> !images.contains(subject))
                        .isPresent())
                .forEach(child -> talk.accept("warning: " + name + " holds the attestation " + child.digest()
                        + " of an image that is not in it; it is left out"));
    }
}
