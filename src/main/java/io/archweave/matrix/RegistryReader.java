package io.archweave.matrix;

import io.archweave.matrix.MatrixFile.RegistryEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where the images go. */
final class RegistryReader {
    private final Findings findings;
    private final Path path;
    private final Templates templates;

    RegistryReader(Findings findings, Path path, Templates templates) {
        this.findings = findings;
        this.path = path;
        this.templates = templates;
    }

    List<Destination> read(List<RegistryEntry> entries) {
        List<Destination> destinations = new ArrayList<>();
        boolean list = findings.source().root().path("registry").isArray();
        for (int i = 0; i < entries.size(); i++) {
            String pointer = list ? YamlSource.below("/registry", i) : "/registry";
            if (!findings.taints(pointer)) {
                read(pointer, entries.get(i)).ifPresent(destinations::add);
            }
        }
        if (!destinations.isEmpty() && !destinations.get(0).required()) {
            findings.add(
                    "/registry",
                    "the first registry is not required",
                    "",
                    "images are built into the first one; put a required one first");
        }
        return destinations;
    }

    private Optional<Destination> read(String pointer, RegistryEntry entry) {
        Path folder = path.toAbsolutePath().getParent();
        Scope scope = new Scope(findings, templates, List.of(pointer), "", Map.of(), folder);
        String name = scope.fillAt(pointer, entry.name());
        String rule = scope.fill("repository", entry.repository()).orElse("*");
        if (!rule.contains("*")) {
            findings.add(pointer + "/repository", "found '" + rule + "'", "a name with * for the image's own", "");
        }
        try {
            return Optional.of(Destinations.parse(
                    name,
                    path,
                    entry.required().orElse(true),
                    rule,
                    entry.insecure().orElse(false)));
        } catch (IllegalArgumentException e) {
            findings.add(pointer, e.getMessage(), "host[:port]/path or oci:FOLDER", "");
            return Optional.empty();
        }
    }
}
