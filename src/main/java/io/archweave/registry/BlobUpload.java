package io.archweave.registry;

import io.archweave.failure.Unreachable;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a blob into a repository: an upload is opened, which is where credentials are settled before a long body is
 * sent in vain, and then filled in one go.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-blobs">
 *     distribution-spec, Pushing blobs</a>
 */
final class BlobUpload {
    private static final Logger LOG = LoggerFactory.getLogger(BlobUpload.class);
    private static final String ACTION = "push the blob";

    private final Exchange exchange;
    private final Repository repository;
    private final Digest digest;

    BlobUpload(Exchange exchange, Repository repository, Digest digest) {
        this.exchange = exchange;
        this.repository = repository;
        this.digest = digest;
    }

    /** A whole upload from its start; 201 is success, anything else is the answer that ended it. */
    Answer attempt(Descriptor blob, BlobSource source) throws IOException {
        Answer opened = exchange.send(request("POST", start(""))).load();
        if (opened.status() != 202) {
            return opened;
        }
        Body body = new Body("application/octet-stream", blob.size(), () -> checked(blob, source));
        return exchange.send(request("PUT", closing(location(opened))).sending(body))
                .load();
    }

    /** Asks for the blob of another repository of the same host; 201 is success. */
    Answer attemptMount(Repository from) throws IOException {
        String query = "?mount=" + encode(digest.value()) + "&from=" + encode(from.path());
        return exchange.send(request("POST", start(query)).allowing(Scopes.pull(from)))
                .load();
    }

    /** Gives up an upload that nobody wants. The registry forgets it sooner or later anyway, so failing is no harm. */
    void cancel(Answer opened) {
        try {
            exchange.send(request("DELETE", location(opened).toString())).close();
        } catch (IOException | Unreachable e) {
            LOG.debug("could not cancel an upload of {}", digest, e);
        }
    }

    Purpose purpose() {
        return request("POST", start("")).purpose();
    }

    private RegistryRequest request(String method, String target) {
        return RegistryRequest.upload(method, ACTION, repository, digest, target);
    }

    private String start(String query) {
        return "/v2/" + repository.path() + "/blobs/uploads/" + query;
    }

    private static URI location(Answer opened) throws IOException {
        String location = opened.header("Location")
                .orElseThrow(() -> new MisdirectedException(
                        opened.uri().getAuthority() + " opened an upload without saying where"));
        try {
            return opened.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw new MisdirectedException(
                    opened.uri().getAuthority() + " opened an upload at '" + location + "', which is no address");
        }
    }

    /** The address that ends the upload; what the registry put into its query is its memory and has to stay. */
    private String closing(URI location) {
        return location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + encode(digest.value());
    }

    private InputStream checked(Descriptor blob, BlobSource source) {
        InputStream bytes = source.open();
        return bytes instanceof CheckedBlobStream
                ? bytes
                : new CheckedBlobStream(bytes, blob, repository + "@" + digest);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
