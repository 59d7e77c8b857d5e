package io.archweave.registry;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.OciJson;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names in a layout: its {@code index.json}, whose entries are sorted so that equal contents are equal bytes. */
final class LayoutIndex {
    /** What {@code docker load} and containerd take as the name. */
    private static final String FULL_NAME = "io.containerd.image.name";
    /** What skopeo and crane select by. */
    private static final String SHORT_NAME = "org.opencontainers.image.ref.name";

    private static final Comparator<Descriptor> BY_NAME =
            Comparator.comparing(LayoutIndex::name).thenComparing(Descriptor::digest);

    private final LayoutFolder folder;

    LayoutIndex(LayoutFolder folder) {
        this.folder = folder;
    }

    /** The entry with this tag's full name. */
    Optional<Descriptor> find(Reference tag) {
        return entries().stream()
                .filter(entry -> name(entry).equals(tag.toString()))
                .findFirst();
    }

    /** Lets the tag lead to this manifest, and no longer to the one it led to. */
    void put(Reference tag, Descriptor manifest) {
        folder.locked(() -> {
            List<Descriptor> entries = new ArrayList<>(entries());
            entries.removeIf(entry -> name(entry).equals(tag.toString()));
            entries.add(manifest.annotated(Map.of(FULL_NAME, tag.toString(), SHORT_NAME, shortName(tag))));
            entries.sort(BY_NAME);
            ImageIndex index = new ImageIndex(2, MediaTypes.OCI_INDEX, entries, Map.of());
            folder.replace(file(), new ByteArrayInputStream(OciJson.write(index)));
        });
    }

    /** All entries as they stand there; throws {@link InvalidInput} if the file is no index. */
    List<Descriptor> entries() {
        try {
            return OciJson.read(Files.readAllBytes(file()), ImageIndex.class).manifests();
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(Problem.at(file().toString(), "the file is no index (" + e.getMessage() + ")")
                    .remedy("the layout was damaged: remove it and fill it again"));
        } catch (IOException e) {
            throw folder.unreachable("cannot be read", e);
        }
    }

    /** The tags of a repository. */
    List<String> tags(Repository repository) {
        String prefix = repository + ":";
        return entries().stream()
                .map(LayoutIndex::name)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    private Path file() {
        return folder.file("index.json");
    }

    private static String shortName(Reference tag) {
        String path = tag.repository().path();
        return path.substring(path.lastIndexOf('/') + 1) + ":" + tag.identifier();
    }

    private static String name(Descriptor entry) {
        return entry.annotations().getOrDefault(FULL_NAME, "");
    }
}
