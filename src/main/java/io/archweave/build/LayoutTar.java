package io.archweave.build;

import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.ImageManifest;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.OciJson;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * One image of a store as the tar that {@code docker load} takes: an OCI layout with a name.
 *
 * @param store where the image is
 * @param repository in which of its repositories
 */
record LayoutTar(ImageStore store, Repository repository) {
    private static final byte[] MARKER = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);

    /** The tar of an image under a name, from a file that is gone when the stream is closed. */
    InputStream of(Descriptor image, String name, Path scratch) throws IOException {
        Path file = Files.createTempFile(scratch, "load-", ".tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            Manifest manifest =
                    store.manifest(repository.pinned(image.digest())).orElseThrow();
            bytes(tar, "oci-layout", MARKER);
            bytes(tar, "index.json", index(image, name));
            bytes(tar, path(image), manifest.bytes());
            ImageManifest content = manifest.image().orElseThrow();
            List<Descriptor> blobs = new ArrayList<>(content.layers());
            blobs.add(content.config());
            for (Descriptor blob : blobs.stream().distinct().toList()) {
                tar.putArchiveEntry(entry(path(blob), blob.size()));
                try (InputStream bytes = store.openBlob(repository, blob)) {
                    bytes.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
        }
        return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static byte[] index(Descriptor image, String name) {
        Descriptor named = image.annotated(Map.of("io.containerd.image.name", name));
        return OciJson.write(new ImageIndex(2, MediaTypes.OCI_INDEX, List.of(named), Map.of()));
    }

    private static String path(Descriptor blob) {
        return "blobs/" + blob.digest().algorithm() + "/" + blob.digest().hex();
    }

    private static void bytes(TarArchiveOutputStream tar, String path, byte[] bytes) throws IOException {
        tar.putArchiveEntry(entry(path, bytes.length));
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String path, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(size);
        return entry;
    }
}
