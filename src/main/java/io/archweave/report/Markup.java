package io.archweave.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.commons.text.StringEscapeUtils;

/**
 * HTML that grows from left to right. Every text and every attribute is escaped on its way in, so no caller can forget
 * it; names of elements and attributes are ours.
 */
final class Markup {
    private static final Set<String> ON_A_LINE_OF_ITS_OWN = Set.of(
            "section", "nav", "h1", "h2", "h3", "p", "pre", "ul", "li", "table", "caption", "thead", "tbody", "tr",
            "th", "td", "details", "div");

    private final StringBuilder html = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values by turns; one whose value is empty is left out
     */
    Markup open(String element, String... attributes) {
        html.append('<').append(element);
        for (int at = 0; at < attributes.length; at += 2) {
            attribute(attributes[at], PlainText.line(attributes[at + 1]));
        }
        html.append('>');
        open.push(element);
        return this;
    }

    private void attribute(String name, String value) {
        if (!value.isEmpty()) {
            String escaped = StringEscapeUtils.escapeXml10(value);
            html.append(' ').append(name).append("=\"").append(escaped).append('"');
        }
    }

    /** Adds text, which may have several lines. */
    Markup text(String text) {
        html.append(StringEscapeUtils.escapeXml10(PlainText.of(text)));
        return this;
    }

    /** Closes what was opened last. */
    Markup close() {
        String element = open.pop();
        html.append("</").append(element).append('>');
        if (ON_A_LINE_OF_ITS_OWN.contains(element)) {
            html.append('\n');
        }
        return this;
    }

    /** Adds an element that holds nothing but a text. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** The HTML; throws {@link IllegalStateException} if an element is open. */
    String html() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("these elements are not closed: " + open);
        }
        return html.toString();
    }
}
