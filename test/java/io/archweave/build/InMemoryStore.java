package io.archweave.build;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** All registries there are, in memory. Notes what is put there, and does what it is told before or after a call. */
public final class InMemoryStore implements ImageStore {
    /** What is asked of it, with the reference or {@code repository@digest} that it is asked about. */
    public enum Verb {
        MANIFEST,
        RESOLVE,
        PUT,
        HAS_BLOB,
        OPEN_BLOB,
        PUT_BLOB
    }

    private final Map<Reference, Digest> tags = new HashMap<>();
    private final Map<Reference, Manifest> manifests = new HashMap<>();
    private final Map<Reference, byte[]> blobs = new HashMap<>();
    private final Map<String, Runnable> before = new HashMap<>();
    private final Map<String, Runnable> after = new HashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public synchronized List<String> tags(Repository repository) {
        return tags.keySet().stream()
                .filter(tag -> tag.repository().equals(repository))
                .map(Reference::identifier)
                .toList();
    }

    /** Everything that was put, such as {@code put example.com/app:1}; others may write into the list as well. */
    public List<String> events() {
        return events;
    }

    /** Does something, such as throwing, before it answers; null takes that away again. */
    public synchronized void before(Verb verb, Object name, Runnable action) {
        before.put(verb + " " + name, action);
    }

    /** Does something once it has done what it was asked. */
    public synchronized void after(Verb verb, Object name, Runnable action) {
        after.put(verb + " " + name, action);
    }

    /** Answers from now on as a registry does that is not well. */
    public void failOn(Verb verb, Object name) {
        before(verb, name, () -> {
            throw unwell(name);
        });
    }

    /** Answers so a single time. */
    public void failOnce(Verb verb, Object name) {
        before(verb, name, () -> {
            before(verb, name, null);
            throw unwell(name);
        });
    }

    private static Unreachable unwell(Object name) {
        return new Unreachable(FailureCategory.REGISTRY_5XX, Problem.at(name.toString(), "the registry answered 503"));
    }

    /** Points a tag at a manifest that is there, as somebody else would. */
    public synchronized void tag(Reference tag, Digest digest) {
        tags.put(tag, digest);
    }

    /** What a tag names now. */
    public synchronized Optional<Digest> named(Reference tag) {
        return Optional.ofNullable(tags.get(tag));
    }

    /** Loses a blob or an untagged manifest. */
    public synchronized void lose(Repository repository, Digest digest) {
        blobs.remove(repository.pinned(digest));
        manifests.remove(repository.pinned(digest));
    }

    private void hook(Map<String, Runnable> hooks, Verb verb, Object name) {
        Runnable action = hooks.get(verb + " " + name);
        if (action != null) {
            action.run();
        }
    }

    @Override
    public synchronized Optional<Manifest> manifest(Reference reference) {
        hook(before, Verb.MANIFEST, reference);
        return find(reference);
    }

    private Optional<Manifest> find(Reference reference) {
        Optional<Digest> digest = reference.digest().or(() -> Optional.ofNullable(tags.get(reference)));
        return digest.map(found -> manifests.get(reference.repository().pinned(found)));
    }

    @Override
    public synchronized Optional<Descriptor> resolve(Reference reference) {
        hook(before, Verb.RESOLVE, reference);
        return find(reference).map(Manifest::descriptor);
    }

    @Override
    public synchronized void put(Reference reference, Manifest manifest) {
        hook(before, Verb.PUT, reference);
        manifests.put(reference.repository().pinned(manifest.digest()), manifest);
        reference.tag().ifPresent(tag -> tags.put(reference, manifest.digest()));
        events.add("put " + reference);
        hook(after, Verb.PUT, reference);
    }

    @Override
    public synchronized boolean hasBlob(Repository repository, Digest digest) {
        hook(before, Verb.HAS_BLOB, repository.pinned(digest));
        return blobs.containsKey(repository.pinned(digest));
    }

    @Override
    public synchronized InputStream openBlob(Repository repository, Descriptor blob) {
        Reference name = repository.pinned(blob.digest());
        hook(before, Verb.OPEN_BLOB, name);
        byte[] bytes = blobs.get(name);
        if (bytes == null) {
            throw new NotAsDeclared(Problem.at(name.toString(), "the blob is not there"));
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public synchronized void putBlob(Repository repository, Descriptor blob, BlobSource source) {
        hook(before, Verb.PUT_BLOB, repository.pinned(blob.digest()));
        try (InputStream bytes = source.open()) {
            blobs.put(repository.pinned(blob.digest()), bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean mountBlob(Repository from, Repository to, Digest digest) {
        return false;
    }
}
