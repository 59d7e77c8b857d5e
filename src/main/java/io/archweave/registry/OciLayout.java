package io.archweave.registry;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder in the OCI image layout, which skopeo, crane and {@code docker load} read. All repositories share its blobs;
 * a tag is an entry in {@code index.json} under its full name. Safe for many threads and for several processes.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md">image-spec, Image Layout</a>
 */
public final class OciLayout implements ImageStore {
    private final LayoutFolder folder;
    private final LayoutIndex index;

    private OciLayout(LayoutFolder folder) {
        this.folder = folder;
        this.index = new LayoutIndex(folder);
    }

    /**
     * The layout in this folder, made if the folder is missing or empty. Throws
     * {@link io.archweave.failure.InvalidInput} if something else is there and
     * {@link io.archweave.failure.Unreachable} if it cannot be written.
     */
    public static OciLayout at(Path folder) {
        LayoutFolder files = new LayoutFolder(folder.toAbsolutePath().normalize());
        files.prepare();
        return new OciLayout(files);
    }

    @Override
    public Optional<Manifest> manifest(Reference reference) {
        Optional<Digest> pinned = reference.digest();
        if (pinned.isPresent()) {
            return read(reference, pinned.get(), "");
        }
        Optional<Descriptor> named = index.find(reference);
        return named.map(entry -> read(reference, entry.digest(), entry.mediaType())
                .orElseThrow(() -> missing(reference.toString(), entry.digest())));
    }

    private Optional<Manifest> read(Reference reference, Digest digest, String mediaType) {
        try (InputStream file = Files.newInputStream(folder.blob(digest))) {
            byte[] bytes = file.readNBytes(ManifestBytes.LIMIT + 1);
            Manifest manifest = ManifestBytes.read(reference.toString(), mediaType, bytes);
            if (!digest.matches(bytes)) {
                throw new NotAsDeclared(
                        Problem.at(folder.blob(digest).toString(), "the file holds " + manifest.digest())
                                .expected("what it is named after")
                                .remedy("the layout was damaged: remove it and fill it again"));
            }
            return Optional.of(manifest);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw folder.unreachable("cannot be read", e);
        }
    }

    @Override
    public Optional<Descriptor> resolve(Reference reference) {
        return manifest(reference).map(Manifest::descriptor);
    }

    @Override
    public List<String> tags(Repository repository) {
        return index.tags(repository);
    }

    @Override
    public void put(Reference reference, Manifest manifest) {
        byte[] bytes = manifest.bytes();
        Digest digest = reference.digest().orElse(manifest.digest());
        if (!digest.matches(bytes)) {
            throw new IllegalArgumentException(manifest + " cannot be put as " + reference);
        }
        folder.write(folder.blob(digest), new ByteArrayInputStream(bytes));
        if (reference.tag().isPresent()) {
            index.put(reference, manifest.descriptor());
        }
    }

    @Override
    public boolean hasBlob(Repository repository, Digest digest) {
        return Files.isRegularFile(folder.blob(digest));
    }

    /** Also throws {@link NotAsDeclared}, now if the blob is not there and at its end if it is another one. */
    @Override
    public InputStream openBlob(Repository repository, Descriptor blob) {
        String place = folder.blob(blob.digest()).toString();
        try {
            return new CheckedBlobStream(Files.newInputStream(folder.blob(blob.digest())), blob, place);
        } catch (NoSuchFileException e) {
            throw missing(repository.toString(), blob.digest());
        } catch (IOException e) {
            throw folder.unreachable("cannot be read", e);
        }
    }

    @Override
    public void putBlob(Repository repository, Descriptor blob, BlobSource source) {
        if (hasBlob(repository, blob.digest())) {
            return;
        }
        String place = repository + "@" + blob.digest();
        try (InputStream bytes = new CheckedBlobStream(source.open(), blob, place)) {
            folder.write(folder.blob(blob.digest()), bytes);
        } catch (IOException e) {
            throw folder.unreachable("cannot take " + place, e);
        }
    }

    /** True if the blob is there at all, as all repositories share it. */
    @Override
    public boolean mountBlob(Repository from, Repository to, Digest digest) {
        return hasBlob(to, digest);
    }

    /**
     * Takes over all blobs of another layout, without moving bytes where the file system can, and returns the
     * descriptors in its {@code index.json}, which name nothing here until they are put. Throws
     * {@link io.archweave.failure.InvalidInput} if there is no layout.
     */
    public List<Descriptor> importFrom(Path otherLayout) {
        LayoutFolder other = new LayoutFolder(otherLayout.toAbsolutePath().normalize());
        other.requireLayout();
        other.blobs().forEach((digest, file) -> folder.link(file, folder.blob(digest)));
        return new LayoutIndex(other).entries();
    }

    private NotAsDeclared missing(String place, Digest digest) {
        return new NotAsDeclared(Problem.at(place, "the layout " + folder + " does not hold " + digest)
                .remedy("it is incomplete: remove it and fill it again"));
    }

    @Override
    public String toString() {
        return "oci:" + folder;
    }
}
