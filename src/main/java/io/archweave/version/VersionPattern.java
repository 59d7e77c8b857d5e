package io.archweave.version;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a tag is made from a version: text with the words {@code {{version}}}, {@code {{raw}}}, {@code {{major}}},
 * {@code {{minor}}} and {@code {{patch}}} in it.
 *
 * <p>The words and the rules are those of docker/metadata-action, so that its patterns can be taken over:
 *
 * <ul>
 *   <li>{@code {{version}}} is {@link Version#canonical}, {@code {{raw}}} is the text that was read;
 *   <li>a version that is not {@link Version#isFinal} gives {@code {{version}}} alone, whatever else the pattern says,
 *       so that {@code 1.2} never is {@code 1.2.0-rc1}; only {@code {{raw}}} on its own stays what it is;
 *   <li>what a tag cannot hold, such as the plus before build metadata or the exclamation mark of an epoch, becomes a
 *       hyphen, one for all that stand together: {@code {{raw}}} of {@code v1.2.3+build.7} is {@code v1.2.3-build.7}.
 * </ul>
 *
 * @param text as it is written
 * @see <a href="https://github.com/docker/metadata-action#typesemver">docker/metadata-action, type=semver and
 *     type=pep440</a>
 */
public record VersionPattern(String text) {
    private static final Pattern WORD = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final Pattern NOT_IN_TAGS = Pattern.compile("[^A-Za-z0-9_.-]+");

    /** The whole version. */
    public static final VersionPattern FULL = new VersionPattern("{{version}}");

    /** What may stand in double braces. */
    private enum Word {
        VERSION,
        RAW,
        MAJOR,
        MINOR,
        PATCH;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        String of(Version version) {
            return NOT_IN_TAGS.matcher(meaning(version)).replaceAll("-");
        }

        private String meaning(Version version) {
            return switch (this) {
                case VERSION -> version.canonical();
                case RAW -> version.raw();
                case MAJOR -> version.major().toString();
                case MINOR -> version.minor().toString();
                case PATCH -> version.patch().toString();
            };
        }

        static List<String> known() {
            return Arrays.stream(values()).map(word -> "{{" + word.id() + "}}").toList();
        }
    }

    /**
     * Throws {@link IllegalArgumentException} with a message for a person if the pattern is empty, has a word that does
     * not exist or a brace without its partner.
     */
    public VersionPattern {
        Objects.requireNonNull(text, "text");
        for (Matcher words = WORD.matcher(text); words.find(); ) {
            word(text, words.group(1));
        }
        String literals = WORD.matcher(text).replaceAll("");
        if (text.isBlank() || literals.contains("{") || literals.contains("}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no pattern for tags; expected text with any of " + allWords());
        }
    }

    /** The tag that this version gets; whether a registry takes it depends on the text between the words as well. */
    public String expand(Version version) {
        if (!version.isFinal()) {
            return (isRaw() ? Word.RAW : Word.VERSION).of(version);
        }
        return WORD.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(word(text, found.group(1)).of(version)));
    }

    private boolean isRaw() {
        Matcher whole = WORD.matcher(text);
        return whole.matches() && whole.group(1).equals(Word.RAW.id());
    }

    private static Word word(String text, String id) {
        return Arrays.stream(Word.values())
                .filter(word -> word.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' has the unknown word '" + id + "'; expected one of " + allWords()));
    }

    private static String allWords() {
        return String.join(", ", Word.known());
    }

    /** The text as it is written. */
    @Override
    public String toString() {
        return text;
    }
}
