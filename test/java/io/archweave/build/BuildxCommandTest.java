package io.archweave.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.archweave.Golden;
import io.archweave.matrix.CellSource;
import io.archweave.matrix.Recipe;
import io.archweave.matrix.Recipe.Access;
import io.archweave.matrix.Recipe.Attestations;
import io.archweave.matrix.Recipe.Cache;
import io.archweave.matrix.Recipe.Effort;
import io.archweave.matrix.Recipe.Secret;
import io.archweave.matrix.Recipe.Source;
import io.archweave.oci.Platform;
import io.archweave.oci.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds command lines against files that have one argument a line, as JSON so that nothing in them is hidden. */
class BuildxCommandTest {
    private static final Path METADATA = Path.of("/run/scratch/metadata.json");
    private static final BuildOutput PUSHED =
            new BuildOutput.PushedByDigest(Repository.parse("registry.example.com:5000/acme/app"));
    private static final SortedMap<String, String> NONE = CellSource.sorted(Map.of());
    private static final Effort EFFORT = new Effort(Duration.ofMinutes(1), 0);

    /** Whatever a shell, a CSV reader or a Dockerfile might make something of. */
    private static final SortedMap<String, String> HOSTILE = CellSource.sorted(Map.ofEntries(
            Map.entry("COMMAS", "a,b,c"),
            Map.entry("COMMAND", "$(touch /tmp/owned)`id`"),
            Map.entry("DOUBLE_QUOTES", "say \"hello\""),
            Map.entry("EMPTY", ""),
            Map.entry("EQUALS", "a=b=c"),
            Map.entry("FLAG", "--push"),
            Map.entry("NEWLINES", "first\nsecond\n"),
            Map.entry("SINGLE_QUOTES", "it's"),
            Map.entry("SPACES", "  two words  "),
            Map.entry("UNICODE", "Grüße ✓"),
            Map.entry("VARIABLE", "${HOME} $PATH")));

    private static Source folder(String context) {
        return new Source(context, Optional.empty(), Optional.empty(), Optional.empty(), CellSource.sorted(Map.of()));
    }

    private static Recipe plain(String context) {
        return with(folder(context), Access.ORDINARY, Cache.NONE);
    }

    private static Recipe with(Source source, Access access, Cache cache) {
        Attestations provenance = new Attestations("max", false);
        return new Recipe(source, NONE, NONE, NONE, access, cache, provenance, Optional.empty(), EFFORT);
    }

    private static BuildCall call(Recipe recipe, BuildOutput output, String... platforms) {
        List<Platform> parsed = Stream.of(platforms).map(Platform::parse).toList();
        return new BuildCall("app", recipe, parsed, NONE, "archweave-local", output);
    }

    private static void check(String name, BuildCall call) throws JsonProcessingException {
        check(name, call, Optional.empty());
    }

    private static void check(String name, BuildCall call, Optional<Path> inline) throws JsonProcessingException {
        StringBuilder lines = new StringBuilder();
        for (String argument : BuildxCommand.arguments("docker", call, METADATA, inline)) {
            lines.append(new ObjectMapper().writeValueAsString(argument)).append('\n');
        }
        Golden.check(Path.of("test/resources/build", name + ".txt"), lines.toString());
    }

    @Test
    void pushesByDigestAndUnderNoTag() throws Exception {
        check("push", call(plain("/src/images/app"), PUSHED, "linux/amd64", "linux/arm64", "linux/arm/v7"));
    }

    @Test
    void exportsALayoutToAFolderOfAnyName() throws Exception {
        BuildOutput exported = new BuildOutput.ExportedTo(Path.of("/run/a,b \"c\" d=e/export"));
        check("export", call(plain("/src/images/app"), exported, "linux/amd64"));
    }

    @Test
    void neverTakesAContextForAFlag() throws Exception {
        check("context", call(plain("--help"), PUSHED, "linux/amd64"));
    }

    @Test
    void readsAnInlineDockerfileFromItsFile() throws Exception {
        Source inline = new Source(
                "/src", Optional.empty(), Optional.of("FROM scratch"), Optional.empty(), CellSource.sorted(Map.of()));
        BuildCall call = call(with(inline, Access.ORDINARY, Cache.NONE), PUSHED, "linux/amd64");
        check("inline", call, Optional.of(Path.of("/run/scratch/inline.Dockerfile")));
    }

    @Test
    void handsEveryValueOnAsItIs() throws Exception {
        Source source = new Source(
                "https://example.com/app.git#main:images/app",
                Optional.of(Path.of("/src/images/my app/Dockerfile.$(id)")),
                Optional.empty(),
                Optional.of("runtime"),
                CellSource.sorted(Map.of()));
        Recipe recipe = new Recipe(
                source,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                Access.ORDINARY,
                Cache.NONE,
                new Attestations("false", true),
                Optional.of("1700000000"),
                EFFORT);
        SortedMap<String, String> contexts = CellSource.sorted(Map.of(
                "base", "docker-image://registry.example.com:5000/acme/base@sha256:" + "0".repeat(64),
                "files", "/src/some files, all of them",
                "layout", "oci-layout:///run/out@sha256:" + "1".repeat(64)));
        List<Platform> platforms = List.of(Platform.parse("linux/amd64"));
        check("everything", new BuildCall("app", recipe, platforms, contexts, "archweave-local", PUSHED));
    }

    @Test
    void givesStepsTheAccessThatTheyNeed() throws Exception {
        Access access = new Access(
                CellSource.sorted(Map.of(
                        "npm", new Secret.FromEnvironment("NPM_TOKEN"),
                        "netrc", new Secret.FromFile(Path.of("/home/me/my, \"own\" netrc")))),
                List.of("default", "deploy=/home/me/.ssh/id_ed25519"),
                Optional.of("none"),
                CellSource.sorted(Map.of("mirror.internal", "10.0.0.7")),
                List.of("network.host"),
                Optional.of("1g"),
                CellSource.sorted(Map.of("nofile", "1024:2048")));
        check("access", call(with(folder("/src"), access, Cache.NONE), PUSHED, "linux/amd64"));
    }

    @Test
    void keepsACacheForThePlatform() throws Exception {
        Cache cache = new Cache(
                Optional.of("registry.example.com/acme/cache:app"),
                "max",
                List.of("registry.example.com/acme/cache:main"),
                List.of("deps", "runtime"));
        check("cache", call(with(folder("/src"), Access.ORDINARY, cache), PUSHED, "linux/arm/v7"));
    }

    @Test
    void buildsEverythingAnewIfNoCacheCounts() throws Exception {
        Cache cache = new Cache(Optional.empty(), "min", List.of(), List.of("*"));
        check("no-cache", call(with(folder("/src"), Access.ORDINARY, cache), PUSHED, "linux/amd64"));
    }
}
