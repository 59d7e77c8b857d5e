package io.archweave.build;

import io.archweave.oci.Repository;
import java.nio.file.Path;

/** Where a build leaves its image. */
public sealed interface BuildOutput {
    /** In a registry under its digest; no tag moves. */
    record PushedByDigest(Repository repository) implements BuildOutput {}

    /** In a new OCI layout in this folder. */
    record ExportedTo(Path folder) implements BuildOutput {}
}
