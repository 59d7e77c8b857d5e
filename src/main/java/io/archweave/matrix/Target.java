package io.archweave.matrix;

import io.archweave.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One image to release.
 *
 * @param name unique in the release: the key of the file, and the values of its matrix behind it
 * @param family the key of the file
 * @param axes this combination of the matrix, empty without one
 * @param groups names it can be selected by
 * @param repository the image's name behind the registry
 * @param platforms where it is built for, in the order declared
 * @param tags what to call it, without duplicates
 * @param annotations of its manifest list
 * @param tests what each platform's image must do before a tag moves
 * @param place where it is declared, for messages
 */
public record Target(
        String name,
        String family,
        Map<String, String> axes,
        List<String> groups,
        String repository,
        List<TargetPlatform> platforms,
        List<Tag> tags,
        SortedMap<String, String> annotations,
        List<SmokeTest> tests,
        String place) {

    public Target {
        groups = List.copyOf(groups);
        platforms = List.copyOf(platforms);
        tags = List.copyOf(tags);
        tests = List.copyOf(tests);
    }

    /** The names of its tags. */
    public List<String> tagNames() {
        return tags.stream().map(Tag::name).toList();
    }

    /** The same target on some of its platforms. */
    public Target on(List<TargetPlatform> some) {
        return new Target(name, family, axes, groups, repository, some, tags, annotations, tests, place);
    }

    /** The same target under other names. */
    Target called(List<Tag> others) {
        return new Target(name, family, axes, groups, repository, platforms, others, annotations, tests, place);
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
