package io.archweave.publish;

import io.archweave.failure.ArchweaveException;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Tag;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Reference;
import io.archweave.registry.ImageCopy;
import io.archweave.registry.ImageStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Publishes releases to all destinations in two phases: by digest and verified everywhere, then tags. */
public final class Publisher {
    private final List<Destination> destinations;
    private final Outlets outlets;
    private final TagJournal journal;
    private final boolean mayLosePlatforms;

    /**
     * Only takes note.
     *
     * @param destinations the first one holds the index and its children already
     * @param mayLosePlatforms whether a tag may move to a list that lacks a platform it had
     */
    public Publisher(List<Destination> destinations, Outlets outlets, TagJournal journal, boolean mayLosePlatforms) {
        this.destinations = List.copyOf(destinations);
        this.outlets = outlets;
        this.journal = journal;
        this.mayLosePlatforms = mayLosePlatforms;
    }

    /** Publishes one release; never throws for what a destination or an image does. */
    public Publication publish(Release release) {
        Optional<Digest> previous = Optional.empty();
        try {
            Map<Reference, Manifest> standing = standing(release);
            previous = Optional.ofNullable(standing.get(firstTag(release.target())))
                    .map(Manifest::digest);
            Optional<Manifest> same = unchanged(release, standing);
            if (same.isPresent()) {
                return unchanged(release, same.get(), previous);
            }
            guard(release, standing);
            return move(release, previous);
        } catch (Unreachable e) {
            return held(release, Publication.Status.UNREACHABLE, previous, e.getMessage());
        } catch (ArchweaveException e) {
            return held(release, Publication.Status.HELD, previous, e.getMessage());
        }
    }

    /** The index that the target's tags name in the first destination, if its images are exactly these. */
    public Optional<Manifest> standingIndex(Target target, List<PlatformImage> images) {
        return outlets.store(destinations.get(0))
                .manifest(firstTag(target))
                .filter(found -> is(found, new Release(target, found, images)));
    }

    /** The tag that stands for the others when they are looked at: the first that no other version can claim. */
    private Reference firstTag(Target target) {
        Tag first = target.tags().stream()
                .filter(tag -> tag.claim().isEmpty())
                .findFirst()
                .orElse(target.tags().get(0));
        return destinations.get(0).tagged(target, first.name());
    }

    /** What the tags name now, in required destinations; tags that are new are not in the map. */
    private Map<Reference, Manifest> standing(Release release) {
        Map<Reference, Manifest> standing = new LinkedHashMap<>();
        for (Destination destination : destinations) {
            if (destination.required()) {
                for (Reference tag : tags(release, destination)) {
                    outlets.store(destination).manifest(tag).ifPresent(found -> standing.put(tag, found));
                }
            }
        }
        return standing;
    }

    private List<Reference> tags(Release release, Destination destination) {
        return wanted(release.target(), destination).stream()
                .map(tag -> destination.tagged(release.target(), tag.name()))
                .toList();
    }

    /** The tags that are to move there, floating ones last. */
    private List<Tag> wanted(Target target, Destination destination) {
        TagClaims claims = new TagClaims(outlets.store(destination), destination.repository(target.repository()));
        return target.tags().stream()
                .filter(claims::holds)
                .sorted(Comparator.comparing(Tag::floats))
                .toList();
    }

    private Optional<Manifest> unchanged(Release release, Map<Reference, Manifest> standing) {
        long wanted = destinations.stream()
                .filter(Destination::required)
                .mapToLong(destination -> tags(release, destination).size())
                .sum();
        Set<Digest> digests = standing.values().stream().map(Manifest::digest).collect(Collectors.toSet());
        boolean allThere = standing.size() == wanted && digests.size() == 1;
        return allThere ? standing.values().stream().findFirst().filter(found -> is(found, release)) : Optional.empty();
    }

    private static boolean is(Manifest manifest, Release release) {
        return hasExactly(manifest, release.images())
                && manifest.index()
                        .filter(index ->
                                index.annotations().equals(release.target().annotations()))
                        .isPresent();
    }

    /** The same images, each with as many attestations; what those say differs from build to build. */
    private static boolean hasExactly(Manifest manifest, List<PlatformImage> images) {
        Map<Digest, Integer> wanted = new HashMap<>();
        images.forEach(
                image -> wanted.put(image.image().digest(), image.attestations().size()));
        Map<Digest, Integer> found = new HashMap<>();
        manifest.index().ifPresent(index -> index.images()
                .forEach(child -> found.put(
                        child.digest(), index.attestationsOf(child.digest()).size())));
        return found.equals(wanted);
    }

    private Publication unchanged(Release release, Manifest index, Optional<Digest> previous) {
        Destination first = destinations.get(0);
        new IndexVerification(outlets.store(first))
                .require(first.repository(release.target().repository()).pinned(index.digest()), declared(release));
        List<String> references = destinations.stream()
                .filter(Destination::required)
                .flatMap(destination -> wanted(release.target(), destination).stream()
                        .map(tag -> destination.spoken(release.target(), tag.name())))
                .toList();
        return new Publication(
                release,
                Publication.Status.UNCHANGED,
                index.digest(),
                references,
                previous,
                "the tags name these images already",
                true);
    }

    /** No tag may lose a platform that people pull, and an immutable one may not move at all. */
    private void guard(Release release, Map<Reference, Manifest> standing) {
        Set<Platform> offered = declared(release);
        List<Problem> problems = new ArrayList<>();
        standing.forEach((tag, manifest) -> {
            if (isImmutable(release.target(), tag)) {
                problems.add(Problem.at(tag.toString(), "is immutable and names " + manifest.digest())
                        .remedy("give this release another tag; what was published under this one stays"));
            }
            Set<Platform> lost = manifest.index().map(IndexVerification::platforms).orElse(Set.of()).stream()
                    .filter(platform -> !offered.contains(platform))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!lost.isEmpty() && !mayLosePlatforms) {
                problems.add(Problem.at(
                                tag.toString(),
                                "would lose "
                                        + lost.stream().map(Platform::toString).collect(Collectors.joining(", ")))
                        .remedy("build it as well, or allow the loss with --allow-platform-loss"));
            }
        });
        if (!problems.isEmpty()) {
            throw new NotAsDeclared(problems);
        }
    }

    private static boolean isImmutable(Target target, Reference reference) {
        return target.tags().stream()
                .anyMatch(tag -> tag.immutable() && tag.name().equals(reference.identifier()));
    }

    private static Set<Platform> declared(Release release) {
        return release.images().stream().map(PlatformImage::platform).collect(Collectors.toSet());
    }

    private Publication move(Release release, Optional<Digest> previous) {
        List<String> amiss = new ArrayList<>();
        List<Destination> ready = new ArrayList<>();
        for (Destination destination : destinations) {
            attempt(destination, amiss, () -> {
                deliver(release, destination);
                ready.add(destination);
            });
        }
        List<String> references = new ArrayList<>();
        TagMove tags = new TagMove(journal);
        try {
            for (boolean floating : new boolean[] {false, true}) {
                for (Destination destination : ready) {
                    attempt(destination, amiss, () -> references.addAll(tag(release, destination, tags, floating)));
                }
            }
        } catch (ArchweaveException e) {
            List<String> left = tags.undo();
            String reason = e.getMessage()
                    + (left.isEmpty() ? "\nthe tags that had moved are back" : "\n" + String.join("\n", left));
            return held(
                    release,
                    e instanceof Unreachable ? Publication.Status.UNREACHABLE : Publication.Status.HELD,
                    previous,
                    reason);
        }
        return new Publication(
                release,
                Publication.Status.PUBLISHED,
                release.index().digest(),
                references,
                previous,
                String.join("\n", amiss),
                amiss.isEmpty());
    }

    /** An optional destination that fails is noted and left out, a required one stops the target. */
    private static void attempt(Destination destination, List<String> amiss, Runnable step) {
        try {
            step.run();
        } catch (ArchweaveException e) {
            if (destination.required()) {
                throw e;
            }
            amiss.add(destination.label() + " is left out: " + e.getMessage());
        }
    }

    private void deliver(Release release, Destination destination) {
        Destination first = destinations.get(0);
        ImageStore store = outlets.store(destination);
        String name = release.target().repository();
        Reference here = destination.repository(name).pinned(release.index().digest());
        if (!destination.equals(first)) {
            Reference source = first.repository(name).pinned(release.index().digest());
            new ImageCopy(outlets.store(first), store).copy(source, destination.repository(name));
        }
        new IndexVerification(store).require(here, declared(release));
    }

    private List<String> tag(Release release, Destination destination, TagMove tags, boolean floating) {
        Target target = release.target();
        List<String> moved = wanted(target, destination).stream()
                .filter(tag -> tag.floats() == floating)
                .map(Tag::name)
                .toList();
        moved.forEach(tag -> tags.move(outlets.store(destination), destination.tagged(target, tag), release.index()));
        return moved.stream().map(tag -> destination.spoken(target, tag)).toList();
    }

    private static Publication held(
            Release release, Publication.Status status, Optional<Digest> previous, String reason) {
        return new Publication(release, status, release.index().digest(), List.of(), previous, reason, true);
    }
}
