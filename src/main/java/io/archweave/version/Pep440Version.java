package io.archweave.version;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A version of a Python package.
 *
 * @param raw the text that it was read from
 * @param epoch what outweighs all the rest, 0 if it is not written
 * @param release the numbers with dots between them, at least one
 * @param early the phase before the release, if it is in one
 * @param post which repair of the release's packaging it is, if it is one
 * @param dev which state of its development it is, if it is one
 * @param local what somebody else than the author added, in lower case, none usually
 * @see <a href="https://peps.python.org/pep-0440/">PEP 440</a>
 */
public record Pep440Version(
        String raw,
        BigInteger epoch,
        List<BigInteger> release,
        Optional<Early> early,
        Optional<BigInteger> post,
        Optional<BigInteger> dev,
        List<String> local)
        implements Version {

    public Pep440Version {
        release = List.copyOf(release);
        local = List.copyOf(local);
    }

    /** Reads a version in any spelling that PEP 440 takes; empty if the text is none. */
    public static Optional<Pep440Version> parse(String text) {
        return Pep440Spelling.read(text);
    }

    /** The phases before a release, in their order. */
    public enum Phase {
        ALPHA("a"),
        BETA("b"),
        CANDIDATE("rc");

        private final String letters;

        Phase(String letters) {
            this.letters = letters;
        }

        /** What stands for it in a version. */
        public String letters() {
            return letters;
        }
    }

    /**
     * What makes a version a pre-release.
     *
     * @param phase how far it is
     * @param number which one of this phase it is
     */
    public record Early(Phase phase, BigInteger number) {
        @Override
        public String toString() {
            return phase.letters() + number;
        }
    }

    @Override
    public VersionScheme scheme() {
        return VersionScheme.PEP440;
    }

    /** The normal form of PEP 440, with the zeros at the end of the release that were written. */
    @Override
    public String canonical() {
        String numbers = release.stream().map(BigInteger::toString).collect(Collectors.joining("."));
        return (epoch.signum() == 0 ? "" : epoch + "!")
                + numbers
                + early.map(Early::toString).orElse("")
                + post.map(number -> ".post" + number).orElse("")
                + dev.map(number -> ".dev" + number).orElse("")
                + (local.isEmpty() ? "" : "+" + String.join(".", local));
    }

    @Override
    public BigInteger major() {
        return number(0);
    }

    @Override
    public BigInteger minor() {
        return number(1);
    }

    @Override
    public BigInteger patch() {
        return number(2);
    }

    private BigInteger number(int index) {
        return index < release.size() ? release.get(index) : BigInteger.ZERO;
    }

    /** States of development are pre-releases too, those of a repair among them. */
    @Override
    public boolean isPrerelease() {
        return early.isPresent() || dev.isPresent();
    }

    @Override
    public boolean isFinal() {
        return !isPrerelease() && post.isEmpty();
    }

    @Override
    public int compareTo(Version other) {
        return Pep440Order.INSTANCE.compare(this, Pep440Version.class.cast(other));
    }

    /** The text that it was read from. */
    @Override
    public String toString() {
        return raw;
    }
}
