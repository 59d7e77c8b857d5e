package io.archweave.publish;

import io.archweave.check.ConfigCheck;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.ImageManifest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a published list back and holds it against the declaration: the platforms are exactly the declared ones, every
 * child and all its blobs are there, digests are those of the bytes, configs say the same platform, and every
 * attestation belongs to an image of the list.
 */
public final class IndexVerification {
    private final ImageStore store;

    public IndexVerification(ImageStore store) {
        this.store = store;
    }

    /** Everything that is wrong with the list under this name; empty if it is as declared. */
    public List<Problem> verify(Reference reference, Set<Platform> declared) {
        Optional<Manifest> manifest = store.manifest(reference);
        if (manifest.isEmpty()) {
            return List.of(Problem.at(reference.toString(), "there is no such image"));
        }
        if (manifest.get().index().isEmpty()) {
            return List.of(Problem.at(reference.toString(), "this is one image")
                    .expected("a manifest list for " + names(declared)));
        }
        ImageIndex index = manifest.get().index().get();
        List<Problem> problems = new ArrayList<>(platforms(reference, index, declared));
        index.images().forEach(child -> problems.addAll(image(reference.repository(), child)));
        index.manifests().forEach(child -> problems.addAll(attestation(reference, index, child)));
        return problems;
    }

    /** The platforms that a list offers. */
    public static Set<Platform> platforms(ImageIndex index) {
        return index.images().stream()
                .flatMap(child -> child.platform().stream())
                .filter(platform -> !platform.isUnknown())
                .map(platform -> Platform.of(platform.os(), platform.architecture(), platform.variant())
                        .normalized())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Problem> platforms(Reference reference, ImageIndex index, Set<Platform> declared) {
        Set<Platform> found = platforms(index);
        Set<Platform> missing = new LinkedHashSet<>(declared);
        missing.removeAll(found);
        Set<Platform> extra = new LinkedHashSet<>(found);
        extra.removeAll(declared);
        List<Problem> problems = new ArrayList<>();
        if (!missing.isEmpty()) {
            problems.add(Problem.at(reference.toString(), "the list lacks " + names(missing))
                    .expected(names(declared)));
        }
        if (!extra.isEmpty()) {
            problems.add(Problem.at(reference.toString(), "the list has " + names(extra) + ", which is not declared")
                    .expected(names(declared)));
        }
        return problems;
    }

    private List<Problem> image(Repository repository, Descriptor child) {
        Platform platform = child.platform().orElse(Platform.of("unknown", "unknown", ""));
        try {
            ConfigCheck.check(store, repository, child, platform);
            return blobs(repository, child);
        } catch (NotAsDeclared e) {
            return e.problems();
        }
    }

    private List<Problem> blobs(Repository repository, Descriptor child) {
        Manifest manifest = store.manifest(repository.pinned(child.digest())).orElseThrow();
        if (manifest.size() != child.size()) {
            return List.of(
                    Problem.at(repository.pinned(child.digest()).toString(), "the list says " + child.size() + " bytes")
                            .expected(manifest.size() + ", as many as there are"));
        }
        ImageManifest image = manifest.image().orElseThrow();
        return image.layers().stream()
                .map(Descriptor::digest)
                .distinct()
                .filter(layer -> !store.hasBlob(repository, layer))
                .map(layer -> Problem.at(
                        repository.pinned(child.digest()).toString(), "its layer " + layer + " is not there"))
                .toList();
    }

    private List<Problem> attestation(Reference reference, ImageIndex index, Descriptor child) {
        Optional<Digest> subject = child.attests();
        if (subject.isEmpty()) {
            return List.of();
        }
        if (index.images().stream().noneMatch(image -> image.digest().equals(subject.get()))) {
            return List.of(Problem.at(
                    reference.toString(),
                    "the attestation " + child.digest() + " is about " + subject.get() + ", which is not in the list"));
        }
        return store.resolve(reference.repository().pinned(child.digest())).isPresent()
                ? List.of()
                : List.of(Problem.at(reference.toString(), "its attestation " + child.digest() + " is not there"));
    }

    private static String names(Set<Platform> platforms) {
        return platforms.stream().map(Platform::toString).sorted().collect(Collectors.joining(", "));
    }

    /** Throws what {@link #verify} finds; a store that can't be reached is its own exception. */
    void require(Reference reference, Set<Platform> declared) {
        List<Problem> problems = verify(reference, declared);
        if (!problems.isEmpty()) {
            throw new NotAsDeclared(problems);
        }
    }
}
