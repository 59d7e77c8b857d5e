package io.archweave.version;

import io.archweave.version.Pep440Version.Early;
import io.archweave.version.Pep440Version.Phase;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The many spellings of a version that PEP 440 takes for one.
 *
 * @see <a href="https://peps.python.org/pep-0440/#normalization">PEP 440, Normalization</a>
 */
final class Pep440Spelling {
    private static final Map<String, Phase> PHASES = Map.of(
            "a", Phase.ALPHA,
            "alpha", Phase.ALPHA,
            "b", Phase.BETA,
            "beta", Phase.BETA,
            "c", Phase.CANDIDATE,
            "rc", Phase.CANDIDATE,
            "pre", Phase.CANDIDATE,
            "preview", Phase.CANDIDATE);

    private static final String NUMBER_IF_ANY = "[-_.]?(?<%s>[0-9]*)";

    /**
     * Fields of release and local part are told apart later: a repeated group here would take stack for each of them.
     */
    private static final Pattern VERSION = Pattern.compile(
            "\\s*v?(?:(?<epoch>[0-9]+)!)?"
                    + "(?<release>[0-9](?:[0-9.]*[0-9])?)"
                    + "(?:[-_.]?(?<phase>alpha|a|beta|b|preview|pre|c|rc)" + NUMBER_IF_ANY.formatted("early") + ")?"
                    + "(?:-(?<bare>[0-9]+)|[-_.]?(?<post>post|rev|r)" + NUMBER_IF_ANY.formatted("repair") + ")?"
                    + "(?:[-_.]?(?<dev>dev)" + NUMBER_IF_ANY.formatted("state") + ")?"
                    + "(?:\\+(?<local>[a-z0-9._-]+))?\\s*",
            // Without UNICODE_CASE: the Kelvin sign is no k.
            Pattern.CASE_INSENSITIVE);

    private Pep440Spelling() {}

    static Optional<Pep440Version> read(String text) {
        Matcher parts = VERSION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<String> release = fields(part(parts, "release"), "\\.");
        List<String> local = fields(part(parts, "local").toLowerCase(Locale.ROOT), "[._-]");
        if (release.contains("") || local.contains("")) {
            return Optional.empty();
        }
        return Optional.of(new Pep440Version(
                text,
                number(part(parts, "epoch")),
                release.stream().map(BigInteger::new).toList(),
                early(parts),
                post(parts),
                behind(parts, "dev", "state"),
                local.stream().map(Pep440Spelling::withoutZeros).toList()));
    }

    private static Optional<Early> early(Matcher parts) {
        Optional<Phase> phase =
                Optional.ofNullable(PHASES.get(part(parts, "phase").toLowerCase(Locale.ROOT)));
        return phase.map(known -> new Early(known, number(part(parts, "early"))));
    }

    /** A bare number behind a hyphen means the same as {@code post} before it. */
    private static Optional<BigInteger> post(Matcher parts) {
        Optional<BigInteger> bare = Optional.ofNullable(parts.group("bare")).map(BigInteger::new);
        return bare.or(() -> behind(parts, "post", "repair"));
    }

    private static Optional<BigInteger> behind(Matcher parts, String word, String number) {
        return Optional.ofNullable(parts.group(word)).map(any -> number(part(parts, number)));
    }

    private static String part(Matcher parts, String name) {
        return Optional.ofNullable(parts.group(name)).orElse("");
    }

    /** A number that is left out is a zero. */
    private static BigInteger number(String digits) {
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static List<String> fields(String text, String separator) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator, -1));
    }

    private static String withoutZeros(String field) {
        return Pep440Order.isNumber(field) ? new BigInteger(field).toString() : field;
    }
}
