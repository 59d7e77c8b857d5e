package io.archweave.docker;

/**
 * What an Engine says about itself.
 *
 * @param version such as {@code 26.1.5}
 * @param operatingSystem such as {@code linux}
 * @param architecture of its CPU, in Go's words: {@code amd64}
 * @param cpus how many
 * @param containerdStore whether it keeps images in containerd, which multi-platform images and push by digest need
 */
public record EngineFacts(
        String version, String operatingSystem, String architecture, int cpus, boolean containerdStore) {}
