package io.archweave.registry;

import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.util.Map;

/**
 * One request of the distribution API before host, scheme and credentials are settled.
 *
 * @param purpose what it is good for
 * @param method such as {@code GET}
 * @param target a path on the host, or the absolute URI that the host gave
 * @param scopes what a token must allow
 * @param headers one value each
 * @param body what it sends
 */
record RegistryRequest(
        Purpose purpose, String method, String target, Scopes scopes, Map<String, String> headers, Body body) {

    /** A request about a manifest. */
    static RegistryRequest manifest(String method, String action, Reference reference) {
        Repository repository = reference.repository();
        return of(
                new Purpose(reference.toString(), action, new RegistryHost(repository.host())),
                method,
                path(repository) + "/manifests/" + reference.identifier(),
                scopes(method, repository));
    }

    /** A request for a page of the tags of a repository; the query says which. */
    static RegistryRequest tags(Repository repository, String query) {
        return of(
                new Purpose(repository.toString(), "list the tags", new RegistryHost(repository.host())),
                "GET",
                path(repository) + "/tags/list" + query,
                Scopes.pull(repository));
    }

    /** A request about a blob that is there, or may be. */
    static RegistryRequest blob(String method, String action, Repository repository, Digest digest) {
        return of(
                blobPurpose(action, repository, digest),
                method,
                path(repository) + "/blobs/" + digest,
                scopes(method, repository));
    }

    /** A request about a blob that is on its way in; the target is where its upload is. */
    static RegistryRequest upload(String method, String action, Repository repository, Digest digest, String target) {
        return of(blobPurpose(action, repository, digest), method, target, Scopes.push(repository));
    }

    private static RegistryRequest of(Purpose purpose, String method, String target, Scopes scopes) {
        return new RegistryRequest(purpose, method, target, scopes, Map.of(), Body.EMPTY);
    }

    private static Purpose blobPurpose(String action, Repository repository, Digest digest) {
        return new Purpose(repository + "@" + digest, action, new RegistryHost(repository.host()));
    }

    private static String path(Repository repository) {
        return "/v2/" + repository.path();
    }

    private static Scopes scopes(String method, Repository repository) {
        return method.equals("GET") || method.equals("HEAD") ? Scopes.pull(repository) : Scopes.push(repository);
    }

    RegistryHost host() {
        return purpose.host();
    }

    /** The same request to another host, which the path there is the same on. */
    RegistryRequest at(RegistryHost other) {
        Purpose there = new Purpose(purpose.subject(), purpose.action(), other);
        return new RegistryRequest(there, method, target, scopes, headers, body);
    }

    /** The same request with this one header. */
    RegistryRequest with(String header, String value) {
        return new RegistryRequest(purpose, method, target, scopes, Map.of(header, value), body);
    }

    /** The same request with a body. */
    RegistryRequest sending(Body content) {
        return new RegistryRequest(purpose, method, target, scopes, headers, content);
    }

    /** The same request with a token that allows this too. */
    RegistryRequest allowing(Scopes more) {
        return new RegistryRequest(purpose, method, target, scopes.and(more), headers, body);
    }
}
