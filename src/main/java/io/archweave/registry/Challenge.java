package io.archweave.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way of proving who one is that a server offers in {@code WWW-Authenticate}.
 *
 * @param scheme in lower case, such as {@code basic} or {@code bearer}
 * @param parameters by their names in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7235#section-4.1">RFC 7235, WWW-Authenticate</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {

    Challenge {
        scheme = scheme.toLowerCase(Locale.ROOT);
        parameters = Map.copyOf(parameters);
    }

    /** The value of a parameter, empty if it is not there. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** All challenges of all headers, in order; what is malformed ends the header it stands in. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        headers.forEach(header -> challenges.addAll(new Parser(header).challenges()));
        return challenges;
    }

    /** Reads one header. A comma may end a parameter or a whole challenge: only what follows the next word tells. */
    private static final class Parser {
        private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<Challenge> challenges() {
            List<Challenge> found = new ArrayList<>();
            skip(" \t,");
            String scheme = word();
            while (!scheme.isEmpty()) {
                Map<String, String> parameters = new TreeMap<>();
                String next = parameters(parameters);
                found.add(new Challenge(scheme, parameters));
                scheme = next;
            }
            return found;
        }

        /** Fills in the parameters that follow and returns the scheme of the next challenge, empty at the end. */
        private String parameters(Map<String, String> into) {
            while (true) {
                skip(" \t,");
                String name = word();
                int behindName = at;
                skip(" \t");
                if (name.isEmpty() || !isAt('=')) {
                    at = behindName;
                    return name;
                }
                skip("= \t");
                into.put(name.toLowerCase(Locale.ROOT), isAt('"') ? quoted() : word());
            }
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length() && !isAt('"')) {
                if (isAt('\\') && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
                at++;
            }
            skipOne();
            return value.toString();
        }

        /** A token; a slash is let through as well, as realms and services are not always quoted. */
        private String word() {
            int from = at;
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            return text.substring(from, at);
        }

        private static boolean isWordPart(char c) {
            return c < 128 && (Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0 || c == '/' || c == ':');
        }

        private boolean isAt(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        private void skipOne() {
            at = Math.min(at + 1, text.length());
        }

        private void skip(String characters) {
            while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
