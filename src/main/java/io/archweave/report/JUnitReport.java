package io.archweave.report;

import io.archweave.report.RunReport.Result;
import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as JUnit XML, so that Jenkins shows cells as tests: a suite for each target, in it a case for each cell and
 * one called {@code index} for its tags. The type of a failure is its category.
 */
public final class JUnitReport {
    /** The XML in UTF-8. */
    public byte[] write(RunReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            // The platform's own writer, whatever else is on the class path.
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            document(report, xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("nothing can fail in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void document(RunReport report, XMLStreamWriter xml) throws XMLStreamException {
        List<JUnitSuite> suites = TargetReport.of(report).stream()
                .map(target -> JUnitSuite.of(target, report.result() == Result.FAILURE))
                .toList();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "archweave " + PlainText.line(report.run()));
        String timestamp = timestamp(report);
        for (JUnitSuite suite : suites) {
            suite(suite, timestamp, xml);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    /** The schema wants a time without a zone. */
    private static String timestamp(RunReport report) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                report.started().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    private static void suite(JUnitSuite suite, String timestamp, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite.name());
        xml.writeAttribute("tests", String.valueOf(suite.cases().size()));
        xml.writeAttribute("failures", String.valueOf(suite.count(JUnitCase.Verdict.FAILED)));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", String.valueOf(suite.count(JUnitCase.Verdict.SKIPPED)));
        xml.writeAttribute("time", seconds(suite.seconds()));
        xml.writeAttribute("timestamp", timestamp);
        for (JUnitCase test : suite.cases()) {
            test(test, xml);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void test(JUnitCase test, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", test.className());
        xml.writeAttribute("name", test.name());
        xml.writeAttribute("time", seconds(test.seconds()));
        verdict(test, xml);
        if (!test.output().isEmpty()) {
            xml.writeCharacters("\n      ");
            xml.writeStartElement("system-out");
            xml.writeCharacters(test.output());
            xml.writeEndElement();
        }
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
    }

    private static void verdict(JUnitCase test, XMLStreamWriter xml) throws XMLStreamException {
        if (test.verdict() == JUnitCase.Verdict.PASSED) {
            return;
        }
        xml.writeCharacters("\n      ");
        if (test.verdict() == JUnitCase.Verdict.SKIPPED) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", test.message());
            return;
        }
        xml.writeStartElement("failure");
        xml.writeAttribute("type", test.type());
        xml.writeAttribute("message", test.message());
        xml.writeCharacters(test.detail());
        xml.writeEndElement();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
