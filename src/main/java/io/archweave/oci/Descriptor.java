package io.archweave.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pointer from one manifest to other bytes.
 *
 * @param mediaType what the bytes are
 * @param size their number
 * @param digest their address
 * @param platform what runs them, in an index only
 * @param artifactType what kind of artifact the manifest is, where it is none of an image
 * @param annotations sorted by key, empty if none
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md">image-spec, Descriptors</a>
 */
@JsonPropertyOrder({"mediaType", "size", "digest", "platform", "artifactType", "annotations"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Descriptor(
        String mediaType,
        @JsonInclude(JsonInclude.Include.ALWAYS) long size,
        Digest digest,
        Optional<Platform> platform,
        Optional<String> artifactType,
        Map<String, String> annotations) {
    /** BuildKit's mark of an attestation: {@code attestation-manifest}. */
    public static final String REFERENCE_TYPE = "vnd.docker.reference.type";

    /** BuildKit's tie of an attestation to the image it is about. */
    public static final String REFERENCE_DIGEST = "vnd.docker.reference.digest";

    public Descriptor {
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(digest, "digest");
        platform = platform == null ? Optional.empty() : platform;
        artifactType = artifactType == null ? Optional.empty() : artifactType;
        annotations =
                annotations == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** A descriptor of nothing but type, size and address. */
    public static Descriptor of(String mediaType, long size, Digest digest) {
        return new Descriptor(mediaType, size, digest, Optional.empty(), Optional.empty(), Map.of());
    }

    /** The same descriptor for this platform. */
    public Descriptor on(Platform of) {
        return new Descriptor(mediaType, size, digest, Optional.of(of), artifactType, annotations);
    }

    /** The same descriptor with exactly these annotations. */
    public Descriptor annotated(Map<String, String> with) {
        return new Descriptor(mediaType, size, digest, platform, artifactType, with);
    }

    /** The image this is an attestation of, if it is one. */
    public Optional<Digest> attests() {
        return Optional.ofNullable(annotations.get(REFERENCE_DIGEST))
                .filter(subject -> annotations.containsKey(REFERENCE_TYPE))
                .filter(Digest::isDigest)
                .map(Digest::new);
    }
}
