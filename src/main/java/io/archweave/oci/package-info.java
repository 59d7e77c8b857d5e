/**
 * The values that the OCI image and distribution specifications name: digests, platforms, references, descriptors,
 * manifests and indexes. Text or bytes come in, checked and immutable values go out; nothing here does I/O.
 */
package io.archweave.oci;
