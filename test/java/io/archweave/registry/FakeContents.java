package io.archweave.registry;

import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the repositories of a {@link FakeRegistry} hold. */
final class FakeContents {
    private final ConcurrentMap<String, ConcurrentMap<Digest, byte[]>> blobs = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ConcurrentMap<Digest, Manifest>> manifests = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ConcurrentMap<String, Digest>> tags = new ConcurrentHashMap<>();
    private final Set<String> uploads = ConcurrentHashMap.newKeySet();

    Optional<byte[]> blob(String repository, Digest digest) {
        return Optional.ofNullable(in(blobs, repository).get(digest));
    }

    void addBlob(String repository, Digest digest, byte[] bytes) {
        in(blobs, repository).put(digest, bytes);
    }

    Optional<Manifest> manifest(String repository, String identifier) {
        Digest digest = Digest.isDigest(identifier)
                ? new Digest(identifier)
                : in(tags, repository).get(identifier);
        return digest == null
                ? Optional.empty()
                : Optional.ofNullable(in(manifests, repository).get(digest));
    }

    void addManifest(String repository, String identifier, Manifest manifest) {
        in(manifests, repository).put(manifest.digest(), manifest);
        if (!Digest.isDigest(identifier)) {
            in(tags, repository).put(identifier, manifest.digest());
        }
    }

    /** Removes a tag, or a manifest with every tag on it; false if there is none. */
    boolean remove(String repository, String identifier) {
        if (!Digest.isDigest(identifier)) {
            return in(tags, repository).remove(identifier) != null;
        }
        Digest digest = new Digest(identifier);
        in(tags, repository).values().removeIf(digest::equals);
        return in(manifests, repository).remove(digest) != null;
    }

    /** Whether anything was ever kept there. */
    boolean knows(String repository) {
        return !in(blobs, repository).isEmpty() || !in(manifests, repository).isEmpty();
    }

    List<String> tags(String repository) {
        return List.copyOf(new TreeSet<>(in(tags, repository).keySet()));
    }

    /** The parts of a manifest that the repository lacks, which a registry does not put up with. */
    List<Digest> missingParts(String repository, Manifest manifest) {
        List<Digest> children = manifest.index()
                .map(index -> index.manifests().stream()
                        .map(child -> child.digest())
                        .filter(child -> manifest(repository, child.value()).isEmpty())
                        .toList())
                .orElse(List.of());
        return manifest.image()
                .map(image -> java.util.stream.Stream.concat(
                                image.layers().stream(), java.util.stream.Stream.of(image.config()))
                        .map(part -> part.digest())
                        .filter(part -> blob(repository, part).isEmpty())
                        .toList())
                .orElse(children);
    }

    void openUpload(String id) {
        uploads.add(id);
    }

    boolean closeUpload(String id) {
        return uploads.remove(id);
    }

    int openUploads() {
        return uploads.size();
    }

    private static <K, V> ConcurrentMap<K, V> in(Map<String, ConcurrentMap<K, V>> all, String repository) {
        return all.computeIfAbsent(repository, any -> new ConcurrentHashMap<>());
    }
}
