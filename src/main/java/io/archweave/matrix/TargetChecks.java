package io.archweave.matrix;

import io.archweave.failure.Problem;
import io.archweave.matrix.CellSource.NamedContext;
import io.archweave.matrix.CellSource.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold between targets, and between targets and the disk, before anything is built. */
final class TargetChecks {
    private final List<Problem> problems;
    private final Map<String, Target> byName = new HashMap<>();

    TargetChecks(List<Problem> problems) {
        this.problems = problems;
    }

    void check(List<Target> targets) {
        names(targets);
        tags(targets);
        Set<String> missing = new HashSet<>();
        for (Target target : targets) {
            target.platforms().forEach(cell -> {
                if (cell.source() instanceof Recipe recipe) {
                    files(target, recipe, missing);
                    parents(target, cell, recipe);
                }
            });
        }
        cycles(targets);
    }

    private void names(List<Target> targets) {
        for (Target target : targets) {
            Target other = byName.putIfAbsent(target.name(), target);
            if (other != null) {
                problems.add(Problem.at(target.place(), "two targets are called '" + target.name() + "'")
                        .remedy("the other is at " + other.place() + "; rename a target or a value of its matrix"));
            }
        }
    }

    private void tags(List<Target> targets) {
        Map<String, Target> owners = new HashMap<>();
        for (Target target : targets) {
            for (String tag : target.tags()) {
                String name = target.repository() + ":" + tag;
                Target owner = owners.putIfAbsent(name, target);
                if (owner != null && !tag.isEmpty()) {
                    problems.add(Problem.at(
                                    target.place(),
                                    "the targets " + owner.name() + " and " + target.name() + " both want the tag "
                                            + name)
                            .remedy("put what tells them apart into the tag, such as ${matrix.x}"));
                }
            }
        }
    }

    private void files(Target target, Recipe recipe, Set<String> missing) {
        if (recipe.context().isEmpty()
                || recipe.context().contains("://")
                || recipe.context().startsWith("git@")) {
            return;
        }
        Path context = Path.of(recipe.context());
        Path dockerfile = recipe.dockerfile().orElse(context.resolve("Dockerfile"));
        if (!Files.isDirectory(context)) {
            once(missing, target, "context " + shown(context), "there is no folder ", "check context:");
        } else if (!Files.isRegularFile(dockerfile)) {
            once(
                    missing,
                    target,
                    shown(dockerfile),
                    "there is no Dockerfile ",
                    "check dockerfile:, a path inside the context");
        }
    }

    private void once(Set<String> told, Target target, String what, String found, String remedy) {
        if (told.add(target.family() + what)) {
            problems.add(Problem.at(target.place(), found + what.replaceFirst("^context ", ""))
                    .remedy(remedy));
        }
    }

    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    private void parents(Target target, TargetPlatform cell, Recipe recipe) {
        for (NamedContext context : recipe.contexts().values()) {
            if (context instanceof NamedContext.OfTarget of) {
                parent(target, cell, of.target());
            }
        }
    }

    private void parent(Target target, TargetPlatform cell, String name) {
        Target parent = byName.get(name);
        String place = target.place();
        if (parent == null) {
            Optional<String> near = NearMatch.of(name, byName.keySet());
            Problem problem = Problem.at(place, "there is no target '" + name + "'");
            problem = near.map(word -> "did you mean target:" + word + "?")
                    .map(problem::remedy)
                    .orElse(problem.expected("one of " + String.join(", ", new LinkedHashSet<>(byName.keySet()))));
            addOnce(problem);
        } else if (parent.on(cell.platform()).isEmpty()) {
            addOnce(Problem.at(place, "its parent " + name + " is not built for " + cell.platform())
                    .remedy("add " + cell.platform() + " to the platforms of " + name + ", or take it away here"));
        }
    }

    private void addOnce(Problem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
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
            addOnce(Problem.at(
                            target.place(),
                            "the targets " + String.join(" -> ", path) + " -> " + target.name() + " need each other")
                    .remedy("take one target: context away"));
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
