package io.archweave.build;

import io.archweave.matrix.Recipe;
import io.archweave.oci.Platform;
import java.util.List;
import java.util.SortedMap;

/**
 * One call of buildx: cells of one target that differ in nothing but the platform.
 *
 * @param target its name
 * @param recipe what to do
 * @param platforms for which platforms
 * @param contexts the named contexts as buildx takes them, parents by digest
 * @param builder which builder does it
 * @param output where the image goes
 */
public record BuildCall(
        String target,
        Recipe recipe,
        List<Platform> platforms,
        SortedMap<String, String> contexts,
        String builder,
        BuildOutput output) {
    public BuildCall {
        platforms = List.copyOf(platforms);
    }

    /** The same call for one of its platforms. */
    public BuildCall only(Platform platform) {
        return new BuildCall(target, recipe, List.of(platform), contexts, builder, output);
    }
}
