package io.archweave.build;

import io.archweave.matrix.CellSource.Attestations;
import io.archweave.matrix.CellSource.Recipe;
import io.archweave.oci.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The argument list of {@code docker buildx build}. Pure.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/buildx/build/">docker buildx build</a>
 */
final class BuildxCommand {
    private BuildxCommand() {}

    static List<String> arguments(String docker, BuildCall call, Path metadataFile) {
        Recipe recipe = call.recipe();
        List<String> arguments = new ArrayList<>(List.of(docker, "buildx", "build"));
        add(arguments, "--builder", call.builder());
        add(arguments, "--progress", "rawjson");
        add(arguments, "--metadata-file", metadataFile.toString());
        add(arguments, "--platform", platforms(call.platforms()));
        add(arguments, "--output", output(call.output()));
        recipe.dockerfile().ifPresent(file -> add(arguments, "--file", file.toString()));
        recipe.stage().ifPresent(stage -> add(arguments, "--target", stage));
        recipe.args().forEach((name, value) -> add(arguments, "--build-arg", name + "=" + value));
        recipe.labels().forEach((name, value) -> add(arguments, "--label", name + "=" + value));
        call.contexts().forEach((name, value) -> add(arguments, "--build-context", name + "=" + value));
        attestations(recipe.attestations(), arguments);
        arguments.add("--");
        arguments.add(recipe.context());
        return arguments;
    }

    private static void add(List<String> arguments, String flag, String value) {
        arguments.add(flag);
        arguments.add(value);
    }

    private static String platforms(List<Platform> platforms) {
        return platforms.stream().map(Platform::toString).collect(Collectors.joining(","));
    }

    private static String output(BuildOutput output) {
        if (output instanceof BuildOutput.ExportedTo exported) {
            return csv("type=oci", "tar=false", "dest=" + exported.folder());
        }
        BuildOutput.PushedByDigest pushed = (BuildOutput.PushedByDigest) output;
        return csv(
                "type=image",
                "name=" + pushed.repository(),
                "push=true",
                "push-by-digest=true",
                "name-canonical=true",
                "store=false");
    }

    /** buildx reads the value of {@code --output} as one CSV record. */
    private static String csv(String... fields) {
        List<String> quoted = new ArrayList<>();
        for (String field : fields) {
            boolean special = field.indexOf(',') >= 0 || field.indexOf('"') >= 0;
            quoted.add(special ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return String.join(",", quoted);
    }

    private static void attestations(Attestations wanted, List<String> arguments) {
        arguments.add(
                wanted.provenance().equals("false")
                        ? "--provenance=false"
                        : "--provenance=mode=" + wanted.provenance());
        arguments.add("--sbom=" + wanted.sbom());
    }
}
