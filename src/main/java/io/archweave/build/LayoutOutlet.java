package io.archweave.build;

import io.archweave.docker.Engine;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.oci.PlatformImage;
import io.archweave.registry.ImageStore;
import io.archweave.registry.OciLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder: each build exports a layout of its own, which is taken into the one that is released. */
public final class LayoutOutlet implements Outlet {
    private final Destination.OfLayout destination;
    private final OciLayout layout;
    private final Path scratch;

    /**
     * Only takes note.
     *
     * @param scratch a folder for short-lived files, best on the same disk as the layout
     */
    public LayoutOutlet(Destination.OfLayout destination, OciLayout layout, Path scratch) {
        this.destination = destination;
        this.layout = layout;
        this.scratch = scratch;
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public ImageStore store() {
        return layout;
    }

    @Override
    public BuildOutput next(Target target) {
        return new BuildOutput.ExportedTo(scratch.resolve("export-" + UUID.randomUUID()));
    }

    @Override
    public void collect(BuildOutput output) {
        if (output instanceof BuildOutput.ExportedTo exported) {
            layout.importFrom(exported.folder());
            deleteTree(exported.folder());
        }
    }

    @Override
    public String buildContext(Target target, Digest index) {
        return "oci-layout://" + destination.folder() + "@" + index;
    }

    @Override
    public String offer(Engine engine, Target target, PlatformImage image) {
        String name = "archweave.local/" + target.repository() + ":test-"
                + image.image().digest().hex().substring(0, 12).toLowerCase(Locale.ROOT) + "-"
                + image.platform().fileName();
        try (InputStream tar = new LayoutTar(layout, repository(target)).of(image.image(), name, scratch)) {
            engine.load(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    private static void deleteTree(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
