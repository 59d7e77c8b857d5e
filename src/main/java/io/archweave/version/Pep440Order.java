package io.archweave.version;

import io.archweave.version.Pep440Version.Early;
import io.archweave.version.Pep440Version.Phase;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of two versions is the higher one.
 *
 * @see <a href="https://peps.python.org/pep-0440/#summary-of-permitted-suffixes-and-relative-ordering">PEP 440, Summary
 *     of permitted suffixes and relative ordering</a>
 */
final class Pep440Order {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** Lower than every number that can be written. */
    private static final BigInteger NONE = BigInteger.ONE.negate();

    static final Comparator<Pep440Version> INSTANCE = Comparator.comparing(Pep440Version::epoch)
            .thenComparing(Pep440Version::release, Pep440Order::compareRelease)
            .thenComparing(Pep440Order::step)
            .thenComparing(Pep440Order::phase)
            .thenComparing(version -> version.early().map(Early::number).orElse(NONE))
            .thenComparing(version -> version.post().orElse(NONE))
            .thenComparing(version -> version.dev().isEmpty())
            .thenComparing(version -> version.dev().orElse(NONE))
            .thenComparing(Pep440Version::local, Pep440Order::compareLocal);

    private Pep440Order() {}

    /** Missing numbers are zeros, so that 1.0 and 1.0.0 are the same release. */
    private static int compareRelease(List<BigInteger> one, List<BigInteger> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            BigInteger left = i < one.size() ? one.get(i) : BigInteger.ZERO;
            int byNumber = left.compareTo(i < other.size() ? other.get(i) : BigInteger.ZERO);
            if (byNumber != 0) {
                return byNumber;
            }
        }
        return 0;
    }

    /** Development of the release itself comes first, then its phases, then the release and its repairs. */
    private static int step(Pep440Version version) {
        if (version.early().isPresent()) {
            return 1;
        }
        return version.dev().isPresent() && version.post().isEmpty() ? 0 : 2;
    }

    /** Of two versions on the same step both are in a phase, or none is. */
    private static Phase phase(Pep440Version version) {
        return version.early().map(Early::phase).orElse(Phase.ALPHA);
    }

    /** The first difference decides; more fields are higher than fewer, and numbers are higher than words. */
    private static int compareLocal(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int byField = compareField(one.get(i), other.get(i));
            if (byField != 0) {
                return byField;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int compareField(String one, String other) {
        boolean isNumeric = isNumber(one);
        if (isNumeric != isNumber(other)) {
            return isNumeric ? 1 : -1;
        }
        return isNumeric ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
    }

    static boolean isNumber(String field) {
        return DIGITS.matcher(field).matches();
    }
}
