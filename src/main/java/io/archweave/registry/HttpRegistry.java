package io.archweave.registry;

import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.InputStream;
import java.util.Optional;

/** All registries behind the distribution API. */
public final class HttpRegistry implements ImageStore, AutoCloseable {

    public HttpRegistry(RegistryOptions options) {
        options.retries();
    }

    @Override
    public Optional<Manifest> manifest(Reference reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Descriptor> resolve(Reference reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(Reference reference, Manifest manifest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasBlob(Repository repository, Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream openBlob(Repository repository, Descriptor blob) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putBlob(Repository repository, Descriptor blob, BlobSource source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean mountBlob(Repository from, Repository to, Digest digest) {
        throw new UnsupportedOperationException();
    }

    /** Ends all connections. */
    @Override
    public void close() {}
}
