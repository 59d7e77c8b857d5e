package io.archweave.registry;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * All registries that speak the distribution API, each known by the host in a reference. Safe for many threads, which
 * share its connections and tokens.
 */
public final class HttpRegistry implements ImageStore, AutoCloseable {
    private static final String DIGEST = "Docker-Content-Digest";
    private static final String ACCEPTED = String.join(", ", MediaTypes.MANIFESTS);

    private final Wire wire;
    private final Exchange exchange;
    private final Retries retries;
    private final Refusals refusals;
    private final Mirrors mirrors;

    /**
     * A client of all registries, with nothing sent yet. Throws {@link io.archweave.failure.InvalidInput} if the
     * certificates of a host can't be read.
     */
    public HttpRegistry(RegistryOptions options) {
        this(
                options,
                DockerCredentials.of(options.dockerConfig()),
                Clock.systemUTC(),
                pause -> Thread.sleep(pause.toMillis()),
                SystemDefaultDnsResolver.INSTANCE);
    }

    HttpRegistry(
            RegistryOptions options,
            DockerCredentials credentials,
            Clock clock,
            Retries.Pause pause,
            DnsResolver names) {
        wire = new Wire(options, names);
        retries = new Retries(options.retries(), clock, pause);
        refusals = new Refusals(credentials);
        Endpoints endpoints = new Endpoints(options.insecureHosts(), wire);
        TokenServer tokens = new TokenServer(wire, endpoints, retries, refusals, credentials, clock);
        exchange = new Exchange(wire, endpoints, new Authorizations(credentials, new BearerTokens(tokens, clock)));
        mirrors = new Mirrors(options.mirrors(), exchange, clock);
    }

    @Override
    public Optional<Manifest> manifest(Reference reference) {
        RegistryRequest request =
                RegistryRequest.manifest("GET", "read the manifest", reference).with("Accept", ACCEPTED);
        return mirrors.read(request, answer -> Optional.of(read(reference, answer)))
                .or(() -> manifestOfHost(reference, request));
    }

    private Optional<Manifest> manifestOfHost(Reference reference, RegistryRequest request) {
        Answer answer = load(request);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        requireStatus(request, answer, 200);
        return Optional.of(read(reference, answer));
    }

    private static Manifest read(Reference reference, Answer answer) {
        byte[] bytes = answer.loaded();
        Manifest manifest = ManifestBytes.read(
                reference.toString(), answer.header("Content-Type").orElse(""), bytes);
        reference.digest().ifPresent(asked -> requireDigest(reference, asked, manifest, "was asked for"));
        digest(answer).ifPresent(said -> requireDigest(reference, said, manifest, "is what the registry calls it"));
        return manifest;
    }

    /** A registry that does not tell a digest with {@code HEAD} has to hand over the bytes. */
    @Override
    public Optional<Descriptor> resolve(Reference reference) {
        RegistryRequest request = RegistryRequest.manifest("HEAD", "look up the manifest", reference)
                .with("Accept", ACCEPTED);
        return mirrors.read(request, answer -> descriptor(reference, answer))
                .or(() -> descriptorOfHost(reference, request));
    }

    private Optional<Descriptor> descriptorOfHost(Reference reference, RegistryRequest request) {
        Answer answer = load(request);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() == 405) {
            return manifest(reference).map(Manifest::descriptor);
        }
        requireStatus(request, answer, 200);
        Optional<Descriptor> told = descriptor(reference, answer);
        return told.isPresent() ? told : manifest(reference).map(Manifest::descriptor);
    }

    private static Optional<Descriptor> descriptor(Reference reference, Answer answer) {
        String type = ManifestBytes.plainType(answer.header("Content-Type").orElse(""));
        ManifestBytes.refuseSchema1(reference.toString(), type);
        Optional<Digest> digest = digest(answer);
        Optional<Digest> asked = reference.digest();
        Optional<String> length = answer.header("Content-Length").filter(text -> text.matches("[1-9][0-9]{0,8}"));
        if (digest.isEmpty() || length.isEmpty() || !MediaTypes.MANIFESTS.contains(type)) {
            return Optional.empty();
        }
        if (asked.isPresent() && !asked.get().algorithm().equals(digest.get().algorithm())) {
            // Only the bytes can tell whether two hashes mean the same.
            return Optional.empty();
        }
        if (asked.isPresent() && !asked.equals(digest)) {
            throw wrongDigest(reference, "the registry answers with the manifest " + digest.get());
        }
        return Optional.of(Descriptor.of(type, Long.parseLong(length.get()), digest.get()));
    }

    @Override
    public List<String> tags(Repository repository) {
        return new TagListing(this::load, refusals).read(repository);
    }

    @Override
    public void put(Reference reference, Manifest manifest) {
        byte[] bytes = manifest.bytes();
        if (reference.digest().filter(digest -> !digest.matches(bytes)).isPresent()) {
            throw new IllegalArgumentException(manifest + " cannot be put as " + reference);
        }
        mirrors.writtenTo(new RegistryHost(reference.repository().host()));
        RegistryRequest request = RegistryRequest.manifest("PUT", "push the manifest", reference)
                .sending(Body.of(manifest.mediaType(), bytes));
        Answer answer = load(request);
        if (answer.status() / 100 != 2) {
            throw refusals.refused(request.purpose(), answer);
        }
        digest(answer).ifPresent(kept -> requireDigest(reference, kept, manifest, "is what the registry kept"));
    }

    /** Always the host itself is asked: the answer decides whether the blob has to be pushed there. */
    @Override
    public boolean hasBlob(Repository repository, Digest digest) {
        RegistryRequest request = RegistryRequest.blob("HEAD", "look up the blob", repository, digest);
        Answer answer = load(request);
        if (answer.status() == 404) {
            return false;
        }
        requireStatus(request, answer, 200);
        return true;
    }

    /** Also throws {@link NotAsDeclared}, now if the blob is not there and at its end if it is another one. */
    @Override
    public InputStream openBlob(Repository repository, Descriptor blob) {
        RegistryRequest request = RegistryRequest.blob("GET", "read the blob", repository, blob.digest());
        return mirrors.openBlob(request, blob).orElseGet(() -> openBlobOfHost(request, blob));
    }

    private InputStream openBlobOfHost(RegistryRequest request, Descriptor blob) {
        Answer answer = retries.run(request.purpose(), () -> exchange.send(request));
        if (answer.status() == 404) {
            answer.close();
            throw new NotAsDeclared(Problem.at(request.purpose().subject(), "the repository does not hold this blob")
                    .remedy("the image there is incomplete: push it again"));
        }
        requireStatus(request, answer, 200);
        return CheckedBlobStream.of(answer, blob, request.purpose().subject());
    }

    @Override
    public void putBlob(Repository repository, Descriptor blob, BlobSource source) {
        mirrors.writtenTo(new RegistryHost(repository.host()));
        BlobUpload upload = new BlobUpload(exchange, repository, blob.digest());
        Answer answer = retries.run(upload.purpose(), () -> upload.attempt(blob, source));
        if (answer.status() != 201) {
            throw refusals.refused(upload.purpose(), answer);
        }
    }

    /** A refusal to mount, for whatever reason, is a false: the way that follows it will meet the reason again. */
    @Override
    public boolean mountBlob(Repository from, Repository to, Digest digest) {
        if (!from.host().equals(to.host())) {
            return false;
        }
        mirrors.writtenTo(new RegistryHost(to.host()));
        BlobUpload upload = new BlobUpload(exchange, to, digest);
        try {
            Answer answer = retries.run(upload.purpose(), () -> upload.attemptMount(from));
            if (answer.status() == 202) {
                upload.cancel(answer);
            }
            if (answer.status() == 429 || answer.status() >= 500) {
                throw refusals.refused(upload.purpose(), answer);
            }
            return answer.status() == 201;
        } catch (Unreachable e) {
            if (e.category() == FailureCategory.AUTH) {
                return false;
            }
            throw e;
        }
    }

    /** Ends all connections. */
    @Override
    public void close() {
        wire.close();
    }

    private Answer load(RegistryRequest request) {
        return retries.run(request.purpose(), () -> exchange.send(request).load());
    }

    private void requireStatus(RegistryRequest request, Answer answer, int status) {
        if (answer.status() != status) {
            throw refusals.refused(request.purpose(), answer);
        }
    }

    private static Optional<Digest> digest(Answer answer) {
        return answer.header(DIGEST).filter(Digest::isDigest).map(Digest::new);
    }

    private static void requireDigest(Reference reference, Digest digest, Manifest manifest, String role) {
        if (!digest.matches(manifest.bytes())) {
            throw wrongDigest(reference, "the manifest is " + manifest.digest() + ", but " + digest + " " + role);
        }
    }

    private static NotAsDeclared wrongDigest(Reference reference, String found) {
        return new NotAsDeclared(Problem.at(reference.toString(), found)
                .remedy("the registry, or a proxy in between, changes manifests: look at its log before you trust it"));
    }
}
