package io.archweave.oci;

/**
 * The part of an image's config that says what runs it.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md">image-spec, Image Configuration</a>
 */
public record ImageConfig(Platform platform) {}
