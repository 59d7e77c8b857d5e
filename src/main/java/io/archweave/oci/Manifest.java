package io.archweave.oci;

import java.util.Objects;
import java.util.Optional;

/** The exact bytes of a manifest with their type. The bytes are kept because their hash is the manifest's name. */
public final class Manifest {
    private final String mediaType;
    private final byte[] bytes;
    private final Digest digest;

    /** Takes the bytes as they are. */
    public Manifest(String mediaType, byte[] bytes) {
        this.mediaType = Objects.requireNonNull(mediaType, "mediaType");
        this.bytes = bytes.clone();
        this.digest = Digest.of(bytes);
    }

    /** The one byte form of an index: compact JSON with keys in the order of the specification. */
    public static Manifest of(ImageIndex index) {
        return new Manifest(index.mediaType(), OciJson.write(index));
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public long size() {
        return bytes.length;
    }

    public Digest digest() {
        return digest;
    }

    public Descriptor descriptor() {
        return Descriptor.of(mediaType, bytes.length, digest);
    }

    /** The index in these bytes, if the type says that it is one; {@link IllegalArgumentException} if it is broken. */
    public Optional<ImageIndex> index() {
        return MediaTypes.isIndex(mediaType) ? Optional.of(OciJson.read(bytes, ImageIndex.class)) : Optional.empty();
    }

    /** The image in these bytes, if the type says that it is one; {@link IllegalArgumentException} if it is broken. */
    public Optional<ImageManifest> image() {
        return MediaTypes.isImage(mediaType) ? Optional.of(OciJson.read(bytes, ImageManifest.class)) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Manifest that && mediaType.equals(that.mediaType) && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return mediaType + " " + digest;
    }
}
