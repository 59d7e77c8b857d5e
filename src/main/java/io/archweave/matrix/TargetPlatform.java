package io.archweave.matrix;

import io.archweave.oci.Platform;

/**
 * One target on one platform as declared.
 *
 * @param platform normalised
 * @param required whether its failure fails the target; otherwise the target goes on without it
 * @param source how the image comes to be
 */
public record TargetPlatform(Platform platform, boolean required, CellSource source) {}
