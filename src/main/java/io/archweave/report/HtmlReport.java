package io.archweave.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report as one HTML page that needs nothing else: no script, no font, no picture.
 *
 * <p>Jenkins serves archived pages under a policy that ignores a page's own style sheet but takes one that lies beside
 * it. So the page has its style within and also asks for {@value #STYLESHEET} beside it: whoever writes
 * {@link #stylesheet()} there gets the same looks in Jenkins, and without it the page is plain but complete.
 *
 * @see <a href="https://www.jenkins.io/doc/book/security/configuring-content-security-policy/">Jenkins, Configuring
 *     Content Security Policy</a>
 */
public final class HtmlReport {
    /** The name under which the page looks for {@link #stylesheet()} in its own folder. */
    public static final String STYLESHEET = "report.css";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final Pattern STYLE = Pattern.compile("<style>\n?(.*?)</style>", Pattern.DOTALL);

    private final String template = template();

    /** The page in UTF-8. */
    public byte[] write(RunReport report) {
        Map<String, String> parts = parts(report);
        // In one pass: what a part holds is never taken for a placeholder.
        String page = PLACEHOLDER
                .matcher(template)
                .replaceAll(placeholder -> Matcher.quoteReplacement(parts.get(placeholder.group(1))));
        return page.getBytes(StandardCharsets.UTF_8);
    }

    /** The page's own style sheet in UTF-8, to be written beside it as {@value #STYLESHEET}. */
    public byte[] stylesheet() {
        Matcher style = STYLE.matcher(template);
        if (!style.find()) {
            throw new IllegalStateException("the page's template has no style sheet");
        }
        return style.group(1).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> parts(RunReport report) {
        FailedCells failed = new FailedCells(report);
        return Map.of(
                "title", HeadlinePart.title(report),
                "headline", HeadlinePart.html(report),
                "attention", AttentionPart.html(report, failed),
                "grid", GridPart.html(report, failed),
                "names", NamesPart.html(report),
                "failures", FailuresPart.html(failed));
    }

    private static String template() {
        try (InputStream template = HtmlReport.class.getResourceAsStream("/io/archweave/report.html")) {
            if (template == null) {
                throw new IllegalStateException("the jar lacks io/archweave/report.html");
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
