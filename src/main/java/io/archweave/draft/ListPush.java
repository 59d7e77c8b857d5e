package io.archweave.draft;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageCopy;
import io.archweave.registry.ImageStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pushes a draft: first all it is made of, then the list by its digest, and, when both have been read back, its tag. A
 * push that fails on the way leaves the tag where it was.
 */
public final class ListPush {
    private final ImageStore store;
    private final Consumer<String> talk;

    /** Images are read from and pushed to the store, and what happens is told. */
    public ListPush(ImageStore store, Consumer<String> talk) {
        this.store = store;
        this.talk = talk;
    }

    /**
     * Pushes a draft under its name. Throws {@link io.archweave.failure.InvalidInput} if the draft has flaws and {@link
     * NotAsDeclared} if an image of it is gone or the registry gives back something else than it got.
     *
     * @return the digest of the list
     */
    public Digest push(Draft draft) {
        ImageIndex index = draft.index();
        Manifest manifest = Manifest.of(index);
        Repository repository = draft.list().repository();
        bring(draft);
        store.put(repository.pinned(manifest.digest()), manifest);
        verify(repository, manifest, index);
        tellLostPlatforms(draft.list(), index);
        store.put(draft.list(), manifest);
        verifyTag(draft.list(), manifest);
        return manifest.digest();
    }

    private void bring(Draft draft) {
        Repository target = draft.list().repository();
        for (DraftSource source : draft.sources()) {
            tellNewerImage(source, draft.list());
            source.images().stream()
                    .flatMap(image -> Stream.concat(Stream.of(image.image()), image.attestations().stream()))
                    .map(Descriptor::digest)
                    .filter(child -> store.resolve(target.pinned(child)).isEmpty())
                    .forEach(child -> bring(source, child, draft.list()));
        }
    }

    /** A list of last week's images is what a draft that was forgotten gives. */
    private void tellNewerImage(DraftSource source, Reference list) {
        Optional<Digest> now = store.resolve(source.reference()).map(Descriptor::digest);
        if (now.filter(digest -> !digest.equals(source.digest())).isPresent()) {
            talk.accept("warning: " + source.reference()
                    + " was pushed again since it was taken into the draft, and the"
                    + " list gets what it was then; to take the new one: archweave manifest create --amend " + list
                    + " " + source.reference());
        }
    }

    private void bring(DraftSource source, Digest child, Reference list) {
        Reference origin = source.reference().repository().pinned(child);
        if (store.resolve(origin).isEmpty()) {
            throw new NotAsDeclared(Problem.at(
                            source.nameOf(child),
                            "the registry no longer holds " + child + ", which it had when the draft was made")
                    .remedy("push the image again and take it anew: archweave manifest create --amend " + list + " "
                            + source.reference()));
        }
        new ImageCopy(store, store).copy(origin, list.repository());
        talk.accept("copied " + source.nameOf(child) + " to " + list.repository());
    }

    private void verify(Repository repository, Manifest manifest, ImageIndex index) {
        List<Problem> problems = new ArrayList<>();
        String list = repository.pinned(manifest.digest()).toString();
        Optional<Manifest> standing = store.manifest(repository.pinned(manifest.digest()));
        if (standing.filter(manifest::equals).isEmpty()) {
            problems.add(Problem.at(list, "the registry took the list but does not give it back"));
        }
        for (Descriptor child : index.manifests()) {
            if (!isThere(repository, child)) {
                problems.add(Problem.at(list, "the registry does not give back " + child.digest() + " of the list")
                        .expected(child.size() + " bytes of " + child.mediaType()));
            }
        }
        if (!problems.isEmpty()) {
            throw new NotAsDeclared(problems);
        }
    }

    private boolean isThere(Repository repository, Descriptor child) {
        Descriptor expected = Descriptor.of(child.mediaType(), child.size(), child.digest());
        return store.manifest(repository.pinned(child.digest()))
                .map(Manifest::descriptor)
                .filter(expected::equals)
                .isPresent();
    }

    /** Said and not refused, as the docker command moves a tag whatever it was. */
    private void tellLostPlatforms(Reference tag, ImageIndex index) {
        Optional<Manifest> standing = store.manifest(tag);
        Set<Platform> lost =
                standing.flatMap(ListPush::index).map(ListPush::platforms).orElseGet(LinkedHashSet::new);
        lost.removeAll(platforms(index));
        if (!lost.isEmpty()) {
            talk.accept("warning: " + tag + " had " + words(lost) + " until now, which the new list lacks; the old one"
                    + " was " + tag.repository().pinned(standing.orElseThrow().digest()));
        }
    }

    /** Without the builds of Windows, of which the next takes the place of the last. */
    private static Set<Platform> platforms(ImageIndex index) {
        return index.images().stream()
                .flatMap(child -> child.platform().stream())
                .map(platform -> Platform.of(platform.os(), platform.architecture(), platform.variant())
                        .normalized())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What stands there now may be broken; that is no reason not to replace it. */
    private static Optional<ImageIndex> index(Manifest manifest) {
        try {
            return manifest.index();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String words(Set<Platform> platforms) {
        return String.join(", ", platforms.stream().map(Platform::toString).toList());
    }

    private void verifyTag(Reference tag, Manifest manifest) {
        Optional<Digest> standing = store.resolve(tag).map(Descriptor::digest);
        if (standing.filter(manifest.digest()::equals).isEmpty()) {
            throw new NotAsDeclared(Problem.at(
                            tag.toString(),
                            "the tag names "
                                    + standing.map(Digest::value).orElse("nothing")
                                    + " right after it was put")
                    .expected(manifest.digest().value())
                    .remedy("does something else move this tag? then push again"));
        }
    }
}
