/**
 * Where images are kept: registries behind the distribution API, and OCI layout folders. In: references, manifests and
 * blobs, with the credentials that Docker's own configuration holds. Out: the same, held against their digests, or a
 * failure that says which request was refused, by whom, and what to do. Apache HttpClient stops here.
 */
package io.archweave.registry;
