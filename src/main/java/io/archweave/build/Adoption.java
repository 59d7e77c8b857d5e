package io.archweave.build;

import io.archweave.failure.ArchweaveException;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.matrix.CellSource.Adopted;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.plan.CellId;
import io.archweave.registry.ImageCopy;
import io.archweave.registry.ImageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes images that exist into a target's repository: the cells of {@code weave:}. */
public final class Adoption {
    private final ImageStore sources;
    private final Outlet outlet;

    /**
     * Only takes note.
     *
     * @param sources where the images are
     */
    public Adoption(ImageStore sources, Outlet outlet) {
        this.sources = sources;
        this.outlet = outlet;
    }

    /** The cell with its image, or why it can't be had. */
    public CellOutcome take(Target target, TargetPlatform cell) {
        Reference source = ((Adopted) cell.source()).image();
        CellId id = new CellId(target.name(), cell.platform());
        try {
            PlatformImage image = find(source, cell);
            Repository to = outlet.repository(target);
            List<Descriptor> all = new ArrayList<>(List.of(image.image()));
            all.addAll(image.attestations());
            ImageCopy copy = new ImageCopy(sources, outlet.store());
            all.forEach(each -> copy.copy(source.repository().pinned(each.digest()), to));
            return new CellOutcome.Taken(id, image, "taken from " + source);
        } catch (ArchweaveException e) {
            FailureCategory category = e instanceof Unreachable away ? away.category() : FailureCategory.BASE_MISSING;
            Failure failure = new Failure(category, e.getMessage(), List.of());
            return new CellOutcome.Failed(id, "", false, failure, Duration.ZERO, 1);
        }
    }

    private PlatformImage find(Reference source, TargetPlatform cell) {
        Manifest manifest = sources.manifest(source)
                .orElseThrow(() -> new InvalidInput(Problem.at(source.toString(), "there is no such image")
                        .remedy("check the name and tag under weave:")));
        if (manifest.index().isEmpty()) {
            return new PlatformImage(cell.platform(), manifest.descriptor(), List.of());
        }
        ImageIndex index = manifest.index().get();
        return index.image(cell.platform())
                .map(image -> new PlatformImage(cell.platform(), image, index.attestationsOf(image.digest())))
                .orElseThrow(
                        () -> new InvalidInput(Problem.at(source.toString(), "it has no image for " + cell.platform())
                                .expected("one of "
                                        + index.images().stream()
                                                .map(child -> child.platform()
                                                        .map(Object::toString)
                                                        .orElse("unknown"))
                                                .toList())));
    }
}
