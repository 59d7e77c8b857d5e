package io.archweave.version;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A semantic version.
 *
 * @param raw the text that it was read from
 * @param major the number that changes with what breaks users
 * @param minor the number that changes with what is new
 * @param patch the number that changes with what is mended
 * @param prerelease the identifiers behind the hyphen, none if it is a release
 * @param build the identifiers behind the plus, which have no part in the order
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
public record SemanticVersion(
        String raw, BigInteger major, BigInteger minor, BigInteger patch, List<String> prerelease, List<String> build)
        implements Version {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z-]+");

    /** Section 11.2: the three numbers decide, from left to right. */
    private static final Comparator<SemanticVersion> BY_NUMBERS = Comparator.comparing(SemanticVersion::major)
            .thenComparing(SemanticVersion::minor)
            .thenComparing(SemanticVersion::patch);

    public SemanticVersion {
        prerelease = List.copyOf(prerelease);
        build = List.copyOf(build);
    }

    /** Reads a version, which may begin with {@code v}; empty if the text is none. */
    public static Optional<SemanticVersion> parse(String text) {
        String version = text.startsWith("v") ? text.substring(1) : text;
        int plus = version.indexOf('+');
        String ordered = plus < 0 ? version : version.substring(0, plus);
        int hyphen = ordered.indexOf('-');
        List<String> numbers = fields(hyphen < 0 ? ordered : ordered.substring(0, hyphen));
        List<String> prerelease = hyphen < 0 ? List.of() : fields(ordered.substring(hyphen + 1));
        List<String> build = plus < 0 ? List.of() : fields(version.substring(plus + 1));
        if (numbers.size() != 3
                || !numbers.stream().allMatch(SemanticVersion::isNumber)
                || !prerelease.stream().allMatch(SemanticVersion::isOrdered)
                || !build.stream().allMatch(SemanticVersion::isIdentifier)) {
            return Optional.empty();
        }
        return Optional.of(new SemanticVersion(
                text, number(numbers, 0), number(numbers, 1), number(numbers, 2), prerelease, build));
    }

    private static List<String> fields(String text) {
        return List.of(text.split("\\.", -1));
    }

    private static BigInteger number(List<String> fields, int index) {
        return new BigInteger(fields.get(index));
    }

    private static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches();
    }

    private static boolean isIdentifier(String field) {
        return IDENTIFIER.matcher(field).matches();
    }

    /** Section 9: among the identifiers of a pre-release, a number may not begin with a zero. */
    private static boolean isOrdered(String field) {
        return isIdentifier(field) && (!isDigits(field) || isNumber(field));
    }

    private static boolean isDigits(String field) {
        return DIGITS.matcher(field).matches();
    }

    @Override
    public VersionScheme scheme() {
        return VersionScheme.SEMVER;
    }

    @Override
    public String canonical() {
        String release = major + "." + minor + "." + patch;
        return prerelease.isEmpty() ? release : release + "-" + String.join(".", prerelease);
    }

    @Override
    public boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    @Override
    public boolean isFinal() {
        return prerelease.isEmpty();
    }

    @Override
    public int compareTo(Version other) {
        SemanticVersion that = SemanticVersion.class.cast(other);
        int byNumbers = BY_NUMBERS.compare(this, that);
        return byNumbers != 0 ? byNumbers : comparePrerelease(that);
    }

    /** Sections 11.3 and 11.4: a pre-release is lower than its release; of two the first difference decides. */
    private int comparePrerelease(SemanticVersion that) {
        if (prerelease.isEmpty() || that.prerelease.isEmpty()) {
            return Boolean.compare(that.isPrerelease(), isPrerelease());
        }
        int common = Math.min(prerelease.size(), that.prerelease.size());
        for (int i = 0; i < common; i++) {
            int byField = compareField(prerelease.get(i), that.prerelease.get(i));
            if (byField != 0) {
                return byField;
            }
        }
        return Integer.compare(prerelease.size(), that.prerelease.size());
    }

    /** Numbers are compared as such and are lower than words, which are compared as ASCII. */
    private static int compareField(String one, String other) {
        boolean isNumeric = isDigits(one);
        if (isNumeric != isDigits(other)) {
            return isNumeric ? -1 : 1;
        }
        return isNumeric ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
    }

    /** The text that it was read from. */
    @Override
    public String toString() {
        return raw;
    }
}
