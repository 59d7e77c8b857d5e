package io.archweave.draft;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.registry.ImageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows manifests as {@code docker manifest inspect} does: a draft if there is one of that name, else what the registry
 * holds. Every method throws {@link InvalidInput} if there is nothing of that name, and {@link NotAsDeclared} if the
 * registry holds something broken.
 */
public final class ListInspection {
    private final DraftFolder drafts;
    private final ImageStore store;

    /** Looks into the folder first and the store afterwards. */
    public ListInspection(DraftFolder drafts, ImageStore store) {
        this.drafts = drafts;
        this.store = store;
    }

    /** The JSON of a list or an image. */
    public String plain(Reference name) {
        Optional<Draft> draft = drafts.find(name);
        if (draft.isPresent()) {
            return InspectedJson.list(Manifest.of(draft.get().sketch()));
        }
        Manifest manifest = manifest(name);
        boolean isIndex = new NamedManifest(name, manifest).index().isPresent();
        return isIndex ? InspectedJson.list(manifest) : InspectedJson.image(manifest);
    }

    /** The JSON of an image in a draft, or of the images that came with an index. */
    public String plain(Reference list, Reference name) {
        DraftSource part = drafts.get(list).part(name);
        return part.images().size() == 1
                ? InspectedJson.image(pinned(part, part.images().get(0).image()))
                : InspectedJson.list(Manifest.of(Draft.sketch(List.of(part))));
    }

    /** The JSON with names, platforms and the manifests of the children. */
    public String verbose(Reference name) {
        Optional<Draft> draft = drafts.find(name);
        if (draft.isPresent()) {
            return InspectedJson.verbose(entries(draft.get().sources()));
        }
        Manifest manifest = manifest(name);
        Optional<ImageIndex> index = new NamedManifest(name, manifest).index();
        if (index.isPresent()) {
            return InspectedJson.verbose(entries(name, index.get()));
        }
        Platform platform = new ImagePlatform(store).of(name.repository(), manifest);
        return InspectedJson.verbose(
                new InspectedJson.Entry(name.toString(), manifest.descriptor(), platform, manifest));
    }

    /** The same for an image in a draft, or the images that came with an index. */
    public String verbose(Reference list, Reference name) {
        DraftSource part = drafts.get(list).part(name);
        List<InspectedJson.Entry> entries = entries(List.of(part));
        return entries.size() == 1 ? InspectedJson.verbose(entries.get(0)) : InspectedJson.verbose(entries);
    }

    private List<InspectedJson.Entry> entries(List<DraftSource> sources) {
        List<InspectedJson.Entry> entries = new ArrayList<>();
        for (DraftSource source : sources) {
            for (DraftImage image : source.images()) {
                entries.add(entry(source, image.image(), image.platform()));
                image.attestations().forEach(child -> entries.add(entry(source, child, stated(child))));
            }
        }
        return entries;
    }

    private InspectedJson.Entry entry(DraftSource source, Descriptor child, Platform platform) {
        return new InspectedJson.Entry(source.nameOf(child.digest()), child, platform, pinned(source, child));
    }

    private List<InspectedJson.Entry> entries(Reference name, ImageIndex index) {
        return index.manifests().stream()
                .map(child -> new InspectedJson.Entry(
                        DraftSource.childName(name, child.digest()),
                        child,
                        stated(child),
                        manifest(name.repository().pinned(child.digest()))))
                .toList();
    }

    private static Platform stated(Descriptor child) {
        return child.platform().orElse(Platform.of("", "", ""));
    }

    private Manifest pinned(DraftSource source, Descriptor child) {
        return manifest(source.reference().repository().pinned(child.digest()));
    }

    private Manifest manifest(Reference name) {
        return store.manifest(name)
                .orElseThrow(() -> new InvalidInput(Problem.at(
                                name.toString(), "there is no draft and no image of this name")
                        .remedy("check the name; archweave manifest create makes a draft, docker push an image")));
    }
}
