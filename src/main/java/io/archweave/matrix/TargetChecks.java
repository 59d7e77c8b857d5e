package io.archweave.matrix;

import io.archweave.matrix.Recipe.NamedContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold between targets, and between targets and the disk, before anything is built. */
final class TargetChecks {
    private final Findings findings;
    private final Collection<String> nodes;
    private final Map<String, Target> byName = new HashMap<>();
    private final Map<Path, Boolean> folders = new HashMap<>();
    private final Map<Path, Boolean> files = new HashMap<>();

    TargetChecks(Findings findings, Collection<String> nodes) {
        this.findings = findings;
        this.nodes = nodes;
    }

    void check(List<Target> targets) {
        names(targets);
        tags(targets);
        caches(targets);
        for (Target target : targets) {
            Recipe seen = null;
            for (TargetPlatform cell : target.platforms()) {
                nodes(target, cell);
                if (cell.source() instanceof Recipe recipe) {
                    if (!recipe.equals(seen)) {
                        files(target, recipe);
                    }
                    parents(target, cell, recipe);
                    seen = recipe;
                }
            }
        }
        cycles(targets);
    }

    private static String pointer(Target target) {
        return YamlSource.below("/targets", target.family());
    }

    private void problem(Target target, String found, String expected, String remedy) {
        findings.add(pointer(target), found, expected, remedy);
    }

    private void names(List<Target> targets) {
        for (Target target : targets) {
            Target other = byName.putIfAbsent(target.name(), target);
            if (other != null) {
                problem(
                        target,
                        "two targets are called '" + target.name() + "'",
                        "",
                        "the other is at " + other.place() + "; rename a target or a value of its matrix");
            }
        }
    }

    private void tags(List<Target> targets) {
        Map<String, Target> owners = new HashMap<>();
        for (Target target : targets) {
            for (String tag : target.tagNames()) {
                String name = target.repository() + ":" + tag;
                Target owner = owners.putIfAbsent(name, target);
                if (owner != null && !tag.isEmpty()) {
                    problem(
                            target,
                            "the targets " + owner.name() + " and " + target.name() + " both want the tag " + name,
                            "",
                            "put what tells them apart into the tag, such as ${matrix.x}");
                }
            }
        }
    }

    private void caches(List<Target> targets) {
        Map<String, Target> owners = new HashMap<>();
        for (Target target : targets) {
            target.platforms().stream()
                    .filter(cell -> cell.source() instanceof Recipe)
                    .map(cell -> ((Recipe) cell.source()).cache().to())
                    .flatMap(Optional::stream)
                    .distinct()
                    .forEach(cache -> {
                        Target owner = owners.putIfAbsent(cache, target);
                        if (owner != null && !owner.name().equals(target.name())) {
                            problem(
                                    target,
                                    "the targets " + owner.name() + " and " + target.name() + " both write the cache "
                                            + cache,
                                    "",
                                    "leave the tag away, or put what tells them apart into it");
                        }
                    });
        }
    }

    private void nodes(Target target, TargetPlatform cell) {
        Collection<String> known = nodes.isEmpty() ? List.of("local") : nodes;
        for (String node : cell.nodes()) {
            if (!known.contains(node)) {
                problem(
                        target,
                        "there is no node '" + node + "'",
                        "",
                        NearMatch.of(node, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("there are " + String.join(", ", known)));
            }
        }
    }

    private void files(Target target, Recipe recipe) {
        String text = recipe.source().context();
        if (text.isEmpty() || RecipeReader.isRemote(text)) {
            return;
        }
        Path context = Path.of(text);
        Path dockerfile = recipe.source().dockerfile().orElse(context.resolve("Dockerfile"));
        if (!folders.computeIfAbsent(context, Files::isDirectory)) {
            problem(target, "there is no folder " + shown(context), "", "check context:");
        } else if (recipe.source().inline().isEmpty() && !files.computeIfAbsent(dockerfile, Files::isRegularFile)) {
            problem(
                    target,
                    "there is no Dockerfile " + shown(dockerfile),
                    "",
                    "check dockerfile:, a path inside the context");
        }
        recipe.access().secrets().forEach((id, secret) -> {
            if (secret instanceof Recipe.Secret.FromFile from
                    && !files.computeIfAbsent(from.file(), Files::isRegularFile)) {
                problem(target, "there is no file " + shown(from.file()) + " for the secret " + id, "", "check file:");
            }
        });
    }

    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    private void parents(Target target, TargetPlatform cell, Recipe recipe) {
        for (NamedContext context : recipe.source().contexts().values()) {
            if (context instanceof NamedContext.OfTarget of) {
                parent(target, cell, of.target());
            }
        }
    }

    private void parent(Target target, TargetPlatform cell, String name) {
        Target parent = byName.get(name);
        if (parent == null) {
            if (!findings.taints(YamlSource.below("/targets", name))) {
                Optional<String> near = NearMatch.of(name, byName.keySet());
                problem(
                        target,
                        "there is no target '" + name + "'",
                        near.isPresent() ? "" : "one of " + String.join(", ", new LinkedHashSet<>(byName.keySet())),
                        near.map(word -> "did you mean target:" + word + "?").orElse(""));
            }
        } else if (parent.on(cell.platform()).isEmpty()) {
            problem(
                    target,
                    "its parent " + name + " is not built for " + cell.platform(),
                    "",
                    "add " + cell.platform() + " to the platforms of " + name + ", or take it away here");
        }
    }

    private void cycles(List<Target> targets) {
        Set<String> done = new HashSet<>();
        for (Target target : targets) {
            visit(target, new LinkedHashSet<>(), done);
        }
    }

    private void visit(Target target, LinkedHashSet<String> path, Set<String> done) {
        if (done.contains(target.name())) {
            return;
        }
        if (!path.add(target.name())) {
            problem(
                    target,
                    "the targets " + String.join(" -> ", path) + " -> " + target.name() + " need each other",
                    "",
                    "take one target: context away");
            return;
        }
        for (String parent : target.parents()) {
            if (byName.containsKey(parent)) {
                visit(byName.get(parent), new LinkedHashSet<>(path), done);
            }
        }
        done.add(target.name());
    }
}
