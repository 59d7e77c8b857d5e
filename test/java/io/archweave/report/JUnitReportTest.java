package io.archweave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.IndexStatus;
import io.archweave.report.RunReport.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitReportTest {
    private static final Cell BUILT = SampleReports.built("app", "linux/amd64", "local", false, 1);

    @Test
    void writesASuiteForEachTarget() {
        GoldenFile.assertSame("junit.xml", new JUnitReport().write(SampleReports.mixed()));
    }

    @Test
    void staysWellFormedWhateverTheTextsHold() {
        Document document = document(SampleReports.hostile());
        assertEquals(1, Xml.all(document, "testsuite").size());
        assertEquals(2, Xml.all(document, "testcase").size());
        String log = Xml.all(document, "failure").get(0).getTextContent();
        assertTrue(log.contains("</pre></title><script>alert('x')</script>\"'&amp;{{grid}}"), log);
        assertTrue(log.contains("]]>"), log);
    }

    @Test
    void anEmptyReportHasNoSuites() {
        assertEquals(0, Xml.all(document(SampleReports.empty()), "testsuite").size());
    }

    @Test
    void tagsThatAGuardHoldsAreAFailure() {
        Element index = indexCase(Result.FAILURE, "latest would lose linux/arm64", BUILT);
        Element failure = (Element) index.getElementsByTagName("failure").item(0);
        assertEquals("held", failure.getAttribute("type"));
        assertEquals("latest would lose linux/arm64", failure.getAttribute("message"));
    }

    @Test
    void tagsThatAFailedCellHoldsAreNotASecondFailure() {
        Element index = indexCase(Result.FAILURE, "", BUILT, SampleReports.skipped("app", "linux/arm64"));
        assertEquals(1, index.getElementsByTagName("skipped").getLength());
        assertEquals(0, index.getElementsByTagName("failure").getLength());
    }

    @Test
    void aBestEffortCellHoldsNothing() {
        Cell optional = SampleReports.optional(SampleReports.skipped("app", "linux/arm64"));
        Element index = indexCase(Result.FAILURE, "the tag is immutable", BUILT, optional);
        assertEquals(1, index.getElementsByTagName("failure").getLength());
    }

    @Test
    void tagsThatAGoodRunHoldsAreHeldOnPurpose() {
        Element index = indexCase(Result.SUCCESS, "dry run", BUILT);
        Element skipped = (Element) index.getElementsByTagName("skipped").item(0);
        assertEquals("held: dry run", skipped.getAttribute("message"));
    }

    @Test
    void dotsOfATargetDoNotMakeItAPackage() {
        Document document = document(SampleReports.mixed());
        List<String> classes = Xml.all(document, "testcase").stream()
                .map(test -> test.getAttribute("classname"))
                .distinct()
                .toList();
        assertEquals(List.of("archweave.hello", "archweave.app-3_12-bookworm", "archweave.worker"), classes);
    }

    private static Element indexCase(Result result, String reason, Cell... cells) {
        Index index = SampleReports.index("app", IndexStatus.HELD, reason, List.of());
        RunReport report = new RunReport(
                "r", SampleReports.STARTED, SampleReports.STARTED, result, List.of(cells), List.of(index));
        List<Element> cases = Xml.all(document(report), "testcase");
        Element last = cases.get(cases.size() - 1);
        assertEquals("index", last.getAttribute("name"));
        return last;
    }

    private static Document document(RunReport report) {
        return Xml.parse(new String(new JUnitReport().write(report), StandardCharsets.UTF_8));
    }
}
