package io.archweave.build;

import io.archweave.matrix.Recipe;
import io.archweave.matrix.Recipe.Access;
import io.archweave.matrix.Recipe.Attestations;
import io.archweave.matrix.Recipe.Secret;
import io.archweave.oci.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The argument list of {@code docker buildx build}. Pure.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/buildx/build/">docker buildx build</a>
 */
final class BuildxCommand {
    private final BuildCall call;
    private final Recipe recipe;
    private final List<String> arguments = new ArrayList<>();

    private BuildxCommand(BuildCall call) {
        this.call = call;
        this.recipe = call.recipe();
    }

    /**
     * The whole command.
     *
     * @param metadataFile where buildx leaves the digest
     * @param inlineDockerfile where the text of an inline Dockerfile was put
     */
    static List<String> arguments(String docker, BuildCall call, Path metadataFile, Optional<Path> inlineDockerfile) {
        return new BuildxCommand(call).compose(docker, metadataFile, inlineDockerfile);
    }

    private List<String> compose(String docker, Path metadataFile, Optional<Path> inlineDockerfile) {
        arguments.addAll(List.of(docker, "buildx", "build"));
        add("--builder", call.builder());
        add("--progress", "rawjson");
        add("--metadata-file", metadataFile.toString());
        add("--platform", call.platforms().stream().map(Platform::toString).collect(Collectors.joining(",")));
        add("--output", output());
        inlineDockerfile.or(() -> recipe.source().dockerfile()).ifPresent(file -> add("--file", file.toString()));
        recipe.source().stage().ifPresent(stage -> add("--target", stage));
        recipe.args().forEach((name, value) -> add("--build-arg", name + "=" + value));
        recipe.sourceDateEpoch().ifPresent(epoch -> add("--build-arg", "SOURCE_DATE_EPOCH=" + epoch));
        recipe.labels().forEach((name, value) -> add("--label", name + "=" + value));
        recipe.annotations().forEach((name, value) -> add("--annotation", "manifest:" + name + "=" + value));
        call.contexts().forEach((name, value) -> add("--build-context", name + "=" + value));
        access(recipe.access());
        cache();
        attestations(recipe.attestations());
        arguments.add("--");
        arguments.add(recipe.source().context());
        return arguments;
    }

    private void add(String flag, String value) {
        arguments.add(flag);
        arguments.add(value);
    }

    private void access(Access access) {
        access.secrets().forEach((id, secret) -> add("--secret", secret(id, secret)));
        access.ssh().forEach(key -> add("--ssh", key));
        access.network().ifPresent(network -> add("--network", network));
        access.hosts().forEach((host, address) -> add("--add-host", host + ":" + address));
        access.entitlements().forEach(entitlement -> add("--allow", entitlement));
        access.sharedMemory().ifPresent(size -> add("--shm-size", size));
        access.limits().forEach((name, limit) -> add("--ulimit", name + "=" + limit));
    }

    private static String secret(String id, Secret secret) {
        return secret instanceof Secret.FromEnvironment from
                ? csv("id=" + id, "env=" + from.variable())
                : csv("id=" + id, "src=" + ((Secret.FromFile) secret).file());
    }

    private void cache() {
        recipe.cache().from().forEach(reference -> add("--cache-from", csv("type=registry", "ref=" + reference)));
        recipe.cache().to().ifPresent(begun -> {
            String reference = begun + "-" + call.platforms().get(0).fileName();
            add("--cache-from", csv("type=registry", "ref=" + reference));
            add(
                    "--cache-to",
                    csv(
                            "type=registry",
                            "ref=" + reference,
                            "mode=" + recipe.cache().mode(),
                            "ignore-error=true"));
        });
        if (recipe.cache().ignored().equals(List.of("*"))) {
            arguments.add("--no-cache");
        } else {
            recipe.cache().ignored().forEach(stage -> add("--no-cache-filter", stage));
        }
    }

    private String output() {
        List<String> fields = new ArrayList<>();
        if (call.output() instanceof BuildOutput.ExportedTo exported) {
            fields.addAll(List.of("type=oci", "tar=false", "dest=" + exported.folder()));
        } else {
            BuildOutput.PushedByDigest pushed = (BuildOutput.PushedByDigest) call.output();
            fields.addAll(List.of(
                    "type=image",
                    "name=" + pushed.repository(),
                    "push=true",
                    "push-by-digest=true",
                    "name-canonical=true",
                    "store=false"));
        }
        if (!recipe.annotations().isEmpty()) {
            // Docker's own manifest type can't hold annotations, and BuildKit would leave them out silently.
            fields.add("oci-mediatypes=true");
        }
        if (recipe.sourceDateEpoch().isPresent()) {
            fields.add("rewrite-timestamp=true");
        }
        return csv(fields.toArray(String[]::new));
    }

    /** buildx reads such values as one CSV record. */
    private static String csv(String... fields) {
        List<String> quoted = new ArrayList<>();
        for (String field : fields) {
            boolean special = field.indexOf(',') >= 0 || field.indexOf('"') >= 0;
            quoted.add(special ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return String.join(",", quoted);
    }

    private void attestations(Attestations wanted) {
        arguments.add(
                wanted.provenance().equals("false")
                        ? "--provenance=false"
                        : "--provenance=mode=" + wanted.provenance());
        arguments.add("--sbom=" + wanted.sbom());
    }
}
