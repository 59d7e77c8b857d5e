package io.archweave.node;

import io.archweave.oci.Platform;
import java.util.Map;
import java.util.Set;

/** Which architectures a CPU runs without help. */
final class NativePlatforms {
    private static final Map<String, Set<String>> COMPATIBLE = Map.of(
            "amd64", Set.of("386"),
            "arm64", Set.of("arm"),
            "ppc64", Set.of("ppc64le"),
            "ppc64le", Set.of("ppc64"));

    private NativePlatforms() {}

    /** Whether a CPU of this architecture runs the platform itself. */
    static boolean runs(String architecture, Platform platform) {
        return platform.architecture().equals(architecture)
                || COMPATIBLE.getOrDefault(architecture, Set.of()).contains(platform.architecture());
    }
}
