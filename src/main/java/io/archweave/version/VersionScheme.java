package io.archweave.version;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A set of rules for writing and comparing versions. */
public enum VersionScheme {
    /**
     * Semantic versions.
     *
     * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
     */
    SEMVER("1.2.3 or v1.2.3-rc.1") {
        @Override
        public Optional<Version> parse(String text) {
            return SemanticVersion.parse(text).map(Version.class::cast);
        }
    },

    /**
     * The versions of Python's packages.
     *
     * @see <a href="https://peps.python.org/pep-0440/">PEP 440</a>
     */
    PEP440("1.2.3, 1.2.3rc1 or 1.2.3.post1") {
        @Override
        public Optional<Version> parse(String text) {
            return Pep440Version.parse(text).map(Version.class::cast);
        }
    };

    private final String example;

    VersionScheme(String example) {
        this.example = example;
    }

    /** Reads a version, which may begin with {@code v}; empty if the text is none of this scheme. */
    public abstract Optional<Version> parse(String text);

    /** Reads what follows the prefix; empty if the text does not begin with it or no version follows. */
    public Optional<Version> parse(String prefix, String text) {
        return text.startsWith(prefix) ? parse(text.substring(prefix.length())) : Optional.empty();
    }

    /** What versions of this scheme look like, for a message that says what was expected. */
    public String example() {
        return example;
    }

    /** The name in a matrix file, such as {@code semver}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #id()} back; throws {@link IllegalArgumentException} that names the schemes for anything else. */
    public static VersionScheme of(String id) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no version scheme '" + id
                        + "'; expected one of "
                        + Arrays.stream(values()).map(VersionScheme::id).collect(Collectors.joining(", "))));
    }
}
