package io.archweave.draft;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Reference;
import io.archweave.weave.IndexWeaver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A manifest list before it is pushed.
 *
 * @param list what it will be called
 * @param sources where its images come from, in the order they were given
 */
public record Draft(Reference list, List<DraftSource> sources) {

    public Draft {
        Objects.requireNonNull(list, "list");
        sources = List.copyOf(sources);
    }

    /** A draft of nothing yet. */
    public static Draft empty(Reference list) {
        return new Draft(list, List.of());
    }

    /** The same draft with one more source; if it was there it keeps its place and what was said about it. */
    public Draft with(DraftSource fresh) {
        Optional<DraftSource> older = source(fresh.reference());
        return older.isPresent()
                ? replacing(older.get(), fresh.inheriting(older.get()))
                : new Draft(
                        list, Stream.concat(sources.stream(), Stream.of(fresh)).toList());
    }

    private Draft replacing(DraftSource older, DraftSource fresh) {
        return new Draft(
                list,
                sources.stream()
                        .map(source -> source.equals(older) ? fresh : source)
                        .toList());
    }

    /** Its own name and those of its sources, all of which a registry may be asked for. */
    public List<Reference> names() {
        return Stream.concat(Stream.of(list), sources.stream().map(DraftSource::reference))
                .toList();
    }

    /** The source with this name. */
    public Optional<DraftSource> source(Reference name) {
        return sources.stream()
                .filter(source -> source.reference().equals(name))
                .findFirst();
    }

    /**
     * What this name stands for in the draft: a name given to {@code create} for all that came with it, or the digest
     * of one of the images. Throws {@link InvalidInput} with the names there are if it is none of them.
     */
    public DraftSource part(Reference name) {
        return source(name).or(() -> partByDigest(name)).orElseThrow(() -> noSuchPart(name));
    }

    private Optional<DraftSource> partByDigest(Reference name) {
        return sources.stream()
                .filter(source -> source.reference().repository().equals(name.repository()))
                .flatMap(source -> source.images().stream()
                        .filter(image -> name.digest()
                                .filter(image.image().digest()::equals)
                                .isPresent())
                        .map(image -> new DraftSource(source.reference(), source.digest(), List.of(image))))
                .findFirst();
    }

    private InvalidInput noSuchPart(Reference name) {
        return new InvalidInput(Problem.at(list.toString(), "the draft does not hold " + name)
                .expected("one of " + partNames(sources))
                .remedy("add it first: archweave manifest create --amend " + list + " " + name));
    }

    /**
     * The same draft with a change of one image's platform. Throws {@link InvalidInput} if the name stands for no image
     * of the draft, or for several.
     */
    public Draft annotated(Reference name, PlatformChange change) {
        DraftSource part = part(name);
        if (part.images().size() != 1) {
            throw new InvalidInput(Problem.at(name.toString(), "it is an index of several images")
                    .expected("one of " + partNames(List.of(part)))
                    .remedy("name the one image by its digest"));
        }
        DraftImage image = part.images().get(0);
        DraftSource whole = source(part.reference()).orElseThrow();
        List<DraftImage> images = whole.images().stream()
                .map(other -> other.equals(image) ? other.changed(change) : other)
                .toList();
        return replacing(whole, new DraftSource(whole.reference(), whole.digest(), images));
    }

    private static String partNames(List<DraftSource> sources) {
        return String.join(
                ", ", sources.stream().flatMap(source -> names(source).stream()).toList());
    }

    private static List<String> names(DraftSource source) {
        return source.images().size() == 1
                ? List.of(source.reference().toString())
                : source.images().stream()
                        .map(image -> source.reference()
                                        .repository()
                                        .pinned(image.image().digest()) + " (" + image.platform() + ")")
                        .toList();
    }

    /** The list, ready to be pushed; throws {@link InvalidInput} with everything that {@link #flaws} finds. */
    public ImageIndex index() {
        List<Problem> flaws = flaws();
        if (!flaws.isEmpty()) {
            throw new InvalidInput(flaws);
        }
        return IndexWeaver.weave(images(), Map.of());
    }

    /** The list as it stands, flaws and all, for a person to look at. */
    public ImageIndex sketch() {
        return sketch(sources);
    }

    /** The list of what came from these sources alone. */
    static ImageIndex sketch(List<DraftSource> sources) {
        List<ImageIndex> single = images(sources).stream()
                .map(image -> IndexWeaver.weave(List.of(image), Map.of()))
                .toList();
        List<Descriptor> children = new ArrayList<>();
        single.forEach(index -> children.addAll(index.images()));
        single.forEach(index -> children.addAll(index.manifests().stream()
                .filter(child -> child.attests().isPresent())
                .toList()));
        boolean isDocker = single.stream().allMatch(index -> index.mediaType().equals(MediaTypes.DOCKER_LIST));
        return new ImageIndex(2, isDocker ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX, children, Map.of());
    }

    /** What keeps the draft from being pushed: images without a platform, and two for the same one. */
    public List<Problem> flaws() {
        return DraftFlaws.of(this);
    }

    private List<PlatformImage> images() {
        return images(sources);
    }

    private static List<PlatformImage> images(List<DraftSource> sources) {
        return sources.stream()
                .flatMap(source -> source.images().stream())
                .map(DraftImage::forList)
                .toList();
    }
}
