package io.archweave.version;

import java.math.BigInteger;

/**
 * A version of one of the {@link VersionScheme}s. Natural order is precedence, by which two that are not equal may
 * stand on the same step: {@code 1.0.0+linux} and {@code v1.0.0} of semver do. Versions of two schemes have no order:
 * comparing them throws {@link ClassCastException}.
 */
public sealed interface Version extends Comparable<Version> permits SemanticVersion, Pep440Version {

    /** The scheme that it belongs to. */
    VersionScheme scheme();

    /** The text that it was read from, such as {@code v1.2.3}. */
    String raw();

    /**
     * The whole version in the spelling of its scheme, without a {@code v}. Build metadata of semver is left out, as
     * it does not make another version; the local part of PEP 440 is kept, as it does.
     */
    String canonical();

    /** The first number. */
    BigInteger major();

    /** The second number, 0 if there is none. */
    BigInteger minor();

    /** The third number, 0 if there is none. */
    BigInteger patch();

    /** Whether it comes before the release that it is named after, and is not for everybody yet. */
    boolean isPrerelease();

    /** Whether it is a release as such: neither a pre-release nor, in PEP 440, a post-release. */
    boolean isFinal();
}
