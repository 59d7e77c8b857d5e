package io.archweave.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.oci.OciJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a server says about an error, in one line that can be shown to a person.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes">
 *     distribution-spec, Error Codes</a>
 */
final class ErrorText {
    private static final int LONGEST = 400;
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ErrorText() {}

    /** Code, message and detail if the body has them, a summary if it is a web page, else its beginning. */
    static String of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "";
        }
        if (text.startsWith("{")) {
            return ofJson(body, text);
        }
        return text.startsWith("<") ? ofPage(text) : tidy(text);
    }

    /** The text in one line of bearable length, without the control characters that a terminal would obey. */
    static String tidy(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static String ofJson(byte[] body, String text) {
        try {
            JsonNode tree = OciJson.tree(body);
            JsonNode errors = tree.path("errors");
            return tidy(
                    errors.isArray() && !errors.isEmpty()
                            ? StreamSupport.stream(errors.spliterator(), false)
                                    .map(ErrorText::ofError)
                                    .collect(Collectors.joining("; "))
                            : ofTokenServer(tree, text));
        } catch (IllegalArgumentException e) {
            return tidy(text);
        }
    }

    private static String ofError(JsonNode error) {
        String detail = error.path("detail").isTextual()
                ? error.path("detail").asText()
                : error.path("detail").toString();
        boolean hasDetail = !detail.isEmpty() && !detail.equals("null") && !detail.equals("{}");
        return error.path("code").asText("no code") + ": "
                + error.path("message").asText("no message") + (hasDetail ? " (" + detail + ")" : "");
    }

    private static String ofTokenServer(JsonNode tree, String text) {
        for (String field : new String[] {"error_description", "details", "message", "error"}) {
            if (tree.path(field).isTextual()) {
                return tree.path(field).asText();
            }
        }
        return text;
    }

    private static String ofPage(String text) {
        if (!text.toLowerCase(Locale.ROOT).contains("<html")) {
            return tidy(text);
        }
        Matcher title = TITLE.matcher(text);
        return tidy(title.find() ? "a web page titled '" + title.group(1).strip() + "'" : "a web page");
    }
}
