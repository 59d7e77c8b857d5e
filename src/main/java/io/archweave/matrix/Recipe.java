package io.archweave.matrix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How an image is built. Cells with equal recipes differ in nothing but the platform and can share one call of buildx.
 *
 * @param source what is built
 * @param args build arguments by name
 * @param labels of the image
 * @param annotations of the image's manifest
 * @param access what its steps may see and reach
 * @param cache what is kept from build to build besides the Engine's own cache
 * @param attestations what BuildKit adds to it
 * @param sourceDateEpoch seconds since 1970 for every time in the image, empty for real times
 * @param effort how long and how often it is tried
 */
public record Recipe(
        Source source,
        SortedMap<String, String> args,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Access access,
        Cache cache,
        Attestations attestations,
        Optional<String> sourceDateEpoch,
        Effort effort)
        implements CellSource {

    @Override
    public List<String> parents() {
        return source.contexts().values().stream()
                .filter(NamedContext.OfTarget.class::isInstance)
                .map(context -> ((NamedContext.OfTarget) context).target())
                .toList();
    }

    /**
     * What is built.
     *
     * @param context the folder, or a remote context as written
     * @param dockerfile its path, empty for the context's own {@code Dockerfile} or an inline one
     * @param inline the text of the Dockerfile, where the matrix itself has it
     * @param stage the stage to stop at, empty for the last
     * @param contexts named contexts by name
     */
    public record Source(
            String context,
            Optional<Path> dockerfile,
            Optional<String> inline,
            Optional<String> stage,
            SortedMap<String, NamedContext> contexts) {}

    /** What a name in a {@code FROM} or {@code COPY --from} stands for. */
    public sealed interface NamedContext {
        /** The image of another target of this run, by the digest that ships. */
        record OfTarget(String target) implements NamedContext {}

        /** A folder, or whatever buildx takes: {@code docker-image://}, {@code oci-layout://}, a git URL. */
        record Given(String value) implements NamedContext {}
    }

    /**
     * What the steps of a build may see and reach.
     *
     * @param secrets by id
     * @param ssh agents and keys as buildx takes them
     * @param network {@code default}, {@code none} or host, empty for BuildKit's own choice
     * @param hosts addresses by host name
     * @param entitlements such as {@code network.host}
     * @param sharedMemory the size of {@code /dev/shm}, empty for the default
     * @param limits by name, as {@code soft:hard}
     */
    public record Access(
            SortedMap<String, Secret> secrets,
            List<String> ssh,
            Optional<String> network,
            SortedMap<String, String> hosts,
            List<String> entitlements,
            Optional<String> sharedMemory,
            SortedMap<String, String> limits) {
        /** Nothing out of the ordinary. */
        public static final Access ORDINARY = new Access(
                CellSource.sorted(java.util.Map.of()),
                List.of(),
                Optional.empty(),
                CellSource.sorted(java.util.Map.of()),
                List.of(),
                Optional.empty(),
                CellSource.sorted(java.util.Map.of()));
    }

    /** Where a secret comes from; its value is never ours. */
    public sealed interface Secret {
        /** An environment variable of this process. */
        record FromEnvironment(String variable) implements Secret {}

        /** A file on this machine. */
        record FromFile(Path file) implements Secret {}
    }

    /**
     * A build cache in a registry. A cell with one has a call of buildx, and a reference, of its own.
     *
     * @param to the reference to write and read, without the platform's part; empty for none
     * @param mode {@code min} or {@code max}
     * @param from further references to read
     * @param ignored stages to build anew; {@code *} for all of them
     */
    public record Cache(Optional<String> to, String mode, List<String> from, List<String> ignored) {
        /** None but the Engine's own. */
        public static final Cache NONE = new Cache(Optional.empty(), "min", List.of(), List.of());
    }

    /**
     * What BuildKit says about how an image came to be.
     *
     * @param provenance {@code min}, {@code max} or {@code false}
     * @param sbom whether to list the packages in the image
     * @see <a href="https://docs.docker.com/build/metadata/attestations/">Build attestations</a>
     */
    public record Attestations(String provenance, boolean sbom) {}

    /**
     * How long and how often a build is tried.
     *
     * @param timeout after which it is stopped
     * @param retries further attempts after a failure that may pass
     */
    public record Effort(Duration timeout, int retries) {}
}
