package io.archweave.version;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a version is the highest release of a repository, so that {@code latest} may lead to it. Only releases among
 * the tags count: not pre-releases, not names such as {@code latest} or {@code sha-4f53cda}, and not tags of a part of
 * a version such as {@code 1} or {@code 1.2}, which semver does not take for versions. PEP 440 does: there
 * {@code 1.2} counts, as it is a version like any other and never higher than the one that it stands for, but a single
 * number counts only for a version that is one itself, as it may well be a date.
 *
 * @param prefix what a tag must begin with to count, empty for any; the version follows it
 * @param suffix what a tag must end with to count, such as {@code -alpine}, empty for none; the version precedes it
 */
public record HighestVersion(String prefix, String suffix) {

    public HighestVersion {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(suffix, "suffix");
    }

    /** Among tags that are versions and nothing more. */
    public static HighestVersion ofPlainTags() {
        return new HighestVersion("", "");
    }

    /** Whether no release among the tags is higher than the candidate; a pre-release is never the highest. */
    public boolean isHighest(Version candidate, List<String> tags) {
        return !candidate.isPrerelease() && outranking(candidate, tags).isEmpty();
    }

    /** The tag of the highest release among those that are higher than the candidate. */
    public Optional<String> outranking(Version candidate, List<String> tags) {
        // Without its plus, a local version may read as a post-release: its own tag must not outrank it.
        String own = prefix + VersionPattern.FULL.expand(candidate) + suffix;
        return tags.stream()
                .filter(tag -> !tag.equals(own))
                .flatMap(tag -> release(candidate, tag).map(found -> Map.entry(found, tag)).stream())
                .filter(entry -> entry.getKey().compareTo(candidate) > 0)
                .max(Comparator.comparing(Map.Entry<Version, String>::getKey))
                .map(Map.Entry::getValue);
    }

    private Optional<Version> release(Version candidate, String tag) {
        if (!tag.endsWith(suffix) || tag.length() < prefix.length() + suffix.length()) {
            return Optional.empty();
        }
        return candidate
                .scheme()
                .parse(prefix, tag.substring(0, tag.length() - suffix.length()))
                .filter(version -> !version.isPrerelease())
                .filter(version -> !isSingleNumber(version) || isSingleNumber(candidate));
    }

    private static boolean isSingleNumber(Version version) {
        return version instanceof Pep440Version python && python.release().size() == 1;
    }
}
