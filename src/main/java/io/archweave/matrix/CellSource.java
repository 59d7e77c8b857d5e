package io.archweave.matrix;

import io.archweave.oci.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** How the image of a cell comes to be. */
public sealed interface CellSource {

    /** The targets of this release that it is built from. */
    List<String> parents();

    /**
     * It is built. Cells with equal recipes differ in nothing but the platform and can share one call of buildx.
     *
     * @param context the folder, or a remote context as written
     * @param dockerfile its path, empty for the context's own {@code Dockerfile}
     * @param stage the stage to stop at, empty for the last
     * @param contexts named contexts by name
     * @param args build arguments by name
     * @param labels of the image
     * @param attestations what BuildKit adds to it
     * @param timeout after which the build is stopped
     * @param retries further attempts after a failure that may pass
     */
    record Recipe(
            String context,
            Optional<Path> dockerfile,
            Optional<String> stage,
            SortedMap<String, NamedContext> contexts,
            SortedMap<String, String> args,
            SortedMap<String, String> labels,
            Attestations attestations,
            Duration timeout,
            int retries)
            implements CellSource {
        @Override
        public List<String> parents() {
            return contexts.values().stream()
                    .filter(NamedContext.OfTarget.class::isInstance)
                    .map(context -> ((NamedContext.OfTarget) context).target())
                    .toList();
        }
    }

    /** It exists already, under this name. */
    record Adopted(Reference image) implements CellSource {
        @Override
        public List<String> parents() {
            return List.of();
        }
    }

    /** What a name in a {@code FROM} or {@code COPY --from} stands for. */
    sealed interface NamedContext {
        /** The image of another target of this run, by the digest that ships. */
        record OfTarget(String target) implements NamedContext {}

        /** A folder, or whatever buildx takes: {@code docker-image://}, {@code oci-layout://}, a git URL. */
        record Given(String value) implements NamedContext {}
    }

    /**
     * What BuildKit says about how an image came to be.
     *
     * @param provenance {@code min}, {@code max} or {@code false}
     * @param sbom whether to list the packages in the image
     * @see <a href="https://docs.docker.com/build/metadata/attestations/">Build attestations</a>
     */
    record Attestations(String provenance, boolean sbom) {}

    /** A copy of {@code map} that keeps no order but that of its keys. */
    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(map));
    }
}
