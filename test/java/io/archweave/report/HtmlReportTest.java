package io.archweave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {
    private final HtmlReport html = new HtmlReport();

    @Test
    void rendersThePage() {
        GoldenFile.assertSame("report.html", html.write(SampleReports.mixed()));
    }

    @Test
    void everyTextFromOutsideStaysText() {
        Document body = body(SampleReports.hostile());
        assertEquals(0, Xml.all(body, "script").size());
        String log = Xml.all(body, "pre").get(0).getTextContent();
        assertTrue(log.startsWith("</pre></title><script>alert('x')</script>\"'&amp;{{grid}}"), log);
        assertFalse(page(SampleReports.hostile()).contains("<script"));
        assertFalse(page(SampleReports.hostile()).contains("\u001B"));
    }

    @Test
    void linksOnlyToItselfAndToLogsBesideIt() {
        Stream.of(SampleReports.hostile(), SampleReports.mixed())
                .flatMap(report -> Xml.all(body(report), "a").stream())
                .map(link -> link.getAttribute("href"))
                .forEach(address -> assertTrue(address.matches("#[a-z0-9-]+|logs/[a-z0-9@.-]+"), address));
    }

    @Test
    void everyLinkWithinThePageLeadsSomewhere() {
        Document body = body(SampleReports.mixed());
        Set<String> places = Stream.of("section", "tr")
                .flatMap(name -> Xml.all(body, name).stream())
                .map(element -> "#" + element.getAttribute("id"))
                .collect(Collectors.toSet());
        List<String> links = Xml.all(body, "a").stream()
                .map(link -> link.getAttribute("href"))
                .filter(address -> address.startsWith("#"))
                .toList();
        assertTrue(places.containsAll(links), () -> links + " but there are " + places);
        assertTrue(links.contains("#failure-2"), links::toString);
        assertTrue(links.contains("#index-3"), links::toString);
    }

    @Test
    void hasNothingThatAStrictPolicyWouldRefuse() {
        String page = page(SampleReports.mixed());
        assertFalse(page.contains(" style="), "attributes with style");
        assertFalse(page.matches("(?s).*\\son[a-z]+=.*"), "attributes with script");
        assertFalse(page.contains("src=") || page.contains("url(") || page.contains("@import"), "things to load");
        assertTrue(page.contains("<link rel=\"stylesheet\" href=\"" + HtmlReport.STYLESHEET + "\">"), "stylesheet");
    }

    @Test
    void theStylesheetBesideThePageIsTheOneWithin() {
        String style = new String(html.stylesheet(), StandardCharsets.UTF_8);
        assertTrue(style.startsWith(":root {"), style);
        assertTrue(page(SampleReports.empty()).contains("<style>\n" + style + "</style>"));
    }

    @Test
    void everyRowHasASquareForEveryPlatform() {
        Element grid = Xml.all(body(SampleReports.mixed()), "table").get(0);
        List<Integer> widths = Xml.all(grid.getOwnerDocument(), "tr").stream()
                .filter(row -> row.getParentNode().getParentNode().isSameNode(grid))
                .map(row -> row.getElementsByTagName("th").getLength()
                        + row.getElementsByTagName("td").getLength())
                .toList();
        assertEquals(List.of(6, 6, 6, 6), widths);
    }

    @Test
    void aRunWithNothingToDoSaysSo() {
        String page = page(SampleReports.empty());
        assertTrue(page.contains("There was nothing to build."));
        assertTrue(page.contains("No target was to be published."));
        assertFalse(page.contains("What needs a look"));
        assertFalse(page.contains("<h2>Failures</h2>"));
    }

    @Test
    void manyFailuresAreCountedRatherThanListedAtTheTop() {
        List<Cell> cells = IntStream.range(0, 25)
                .mapToObj(number -> SampleReports.failed(
                        "app" + number,
                        "linux/amd64",
                        "local",
                        false,
                        new RunReport.CellFailure("network", "reset", "", "")))
                .toList();
        RunReport report =
                new RunReport("r", SampleReports.STARTED, SampleReports.STARTED, Result.FAILURE, cells, List.of());
        assertTrue(page(report).contains("and <a href=\"#failures\">5 more failed cells</a>"));
        assertTrue(page(report).contains("id=\"failure-25\""));
    }

    private String page(RunReport report) {
        return new String(html.write(report), StandardCharsets.UTF_8);
    }

    /** What we render is XML too, so a parser can tell whether anything broke out of its place. */
    private Document body(RunReport report) {
        String page = page(report);
        return Xml.parse(page.substring(page.indexOf("<body>"), page.indexOf("</html>")));
    }
}
