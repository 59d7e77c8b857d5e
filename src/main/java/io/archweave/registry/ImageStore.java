package io.archweave.registry;

import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Somewhere that holds manifests and blobs by their address and names some of them by tag: a registry behind the
 * distribution API, or an OCI layout folder. Every method may throw {@link io.archweave.failure.Unreachable}; whatever
 * is read has been held against its digest.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">distribution-spec</a>
 */
public interface ImageStore {

    /** The manifest with this name, or empty if there is none. */
    Optional<Manifest> manifest(Reference reference);

    /** Type, size and digest of the manifest with this name without its bytes, or empty if there is none. */
    Optional<Descriptor> resolve(Reference reference);

    /** The names of all tags of a repository in the order of the store; none if there is no such repository. */
    List<String> tags(Repository repository);

    /**
     * Stores a manifest under a tag or under its own digest. Throws {@link io.archweave.failure.NotAsDeclared} if the
     * store says that it kept other bytes.
     */
    void put(Reference reference, Manifest manifest);

    /** Whether the repository holds this blob. */
    boolean hasBlob(Repository repository, Digest digest);

    /** The bytes of a blob from the start, unchecked until they are read to the end; the caller closes the stream. */
    InputStream openBlob(Repository repository, Descriptor blob);

    /** Stores a blob; the source is opened again for a second attempt. */
    void putBlob(Repository repository, Descriptor blob, BlobSource source);

    /** Makes a blob of one repository appear in another one of this store without moving bytes; false if it can't. */
    boolean mountBlob(Repository from, Repository to, Digest digest);

    /** Where the bytes of a blob come from. */
    @FunctionalInterface
    interface BlobSource {
        /** The bytes from the start; the caller closes the stream. */
        InputStream open();
    }
}
