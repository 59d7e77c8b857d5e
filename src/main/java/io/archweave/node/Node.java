package io.archweave.node;

import io.archweave.docker.EngineAddress;
import io.archweave.docker.EngineFacts;
import io.archweave.oci.Platform;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An Engine that cells can be built on.
 *
 * @param name as declared, {@code local} if none is
 * @param address where it listens
 * @param facts what it says about itself
 * @param nativePlatforms what its own CPU runs
 * @param emulatedPlatforms what QEMU runs there
 * @param slots calls of buildx at once
 */
public record Node(
        String name,
        EngineAddress address,
        EngineFacts facts,
        Set<Platform> nativePlatforms,
        Set<Platform> emulatedPlatforms,
        int slots) {
    public Node {
        nativePlatforms = Set.copyOf(nativePlatforms);
        emulatedPlatforms = Set.copyOf(emulatedPlatforms);
    }

    /** Whether its own CPU runs the platform. */
    public boolean runsNatively(Platform platform) {
        return nativePlatforms.contains(platform);
    }

    /** Whether only QEMU runs the platform there. */
    public boolean emulates(Platform platform) {
        return !runsNatively(platform) && emulatedPlatforms.contains(platform);
    }

    /** What it offers, for a person: native platforms first, emulated ones marked. */
    public String offer() {
        return Stream.concat(
                        nativePlatforms.stream().map(Platform::toString).sorted(),
                        emulatedPlatforms.stream()
                                .filter(platform -> !nativePlatforms.contains(platform))
                                .map(platform -> platform + " (emulated)")
                                .sorted())
                .collect(Collectors.joining(", "));
    }
}
