package io.archweave.matrix;

import io.archweave.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image to release.
 *
 * @param name unique in the release: the key of the file, and the values of its matrix behind it
 * @param family the key of the file
 * @param axes this combination of the matrix, empty without one
 * @param repository the image's name behind the registry
 * @param platforms where it is built for, in the order declared
 * @param tags what to call it, without duplicates
 * @param tests what each platform's image must do before a tag moves
 * @param place where it is declared, for messages
 */
public record Target(
        String name,
        String family,
        Map<String, String> axes,
        String repository,
        List<TargetPlatform> platforms,
        List<String> tags,
        List<SmokeTest> tests,
        String place) {

    public Target {
        platforms = List.copyOf(platforms);
        tags = List.copyOf(tags);
        tests = List.copyOf(tests);
    }

    /** What is declared for one platform. */
    public Optional<TargetPlatform> on(Platform platform) {
        return platforms.stream()
                .filter(declared -> declared.platform().equals(platform))
                .findFirst();
    }

    /** The targets whose image this one is built from, without duplicates. */
    public List<String> parents() {
        return platforms.stream()
                .flatMap(declared -> declared.source().parents().stream())
                .distinct()
                .toList();
    }
}
