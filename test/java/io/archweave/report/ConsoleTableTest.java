package io.archweave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.report.RunReport.CellFailure;
import io.archweave.report.RunReport.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleTableTest {
    @Test
    void showsEverythingInPlainText() {
        String text = new ConsoleTable(false).render(SampleReports.mixed());
        GoldenFile.assertSame("console.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void coloursChangeNoOtherCharacter() {
        String coloured = new ConsoleTable(true).render(SampleReports.mixed());
        assertTrue(coloured.contains("\u001B[31mfailed\u001B[0m"), coloured);
        assertEquals(new ConsoleTable(false).render(SampleReports.mixed()), PlainText.of(coloured));
    }

    @Test
    void anEmptyReportIsOneLine() {
        assertEquals("success: nothing to do in 0.0 s\n", new ConsoleTable(false).render(SampleReports.empty()));
    }

    @Test
    void aHostileLogCannotSteerTheTerminal() {
        assertFalse(new ConsoleTable(false).render(SampleReports.hostile()).contains("\u001B"));
    }

    @Test
    void showsTheLastTenLinesOfALog() {
        String log =
                IntStream.rangeClosed(1, 40).mapToObj(line -> "line " + line).collect(Collectors.joining("\n"));
        RunReport report = new RunReport(
                "r",
                SampleReports.STARTED,
                SampleReports.STARTED.plusSeconds(3700),
                Result.FAILURE,
                List.of(SampleReports.failed("t", "linux/amd64", "n", false, new CellFailure("test", "no", log, ""))),
                List.of());
        String text = new ConsoleTable(false).render(report);
        assertFalse(text.contains("line 30\n"), text);
        assertTrue(text.contains("    | line 31\n"), text);
        assertTrue(text.endsWith("    | line 40\n\nfailure: 1 cell failed in 1 h 1 min\n"), text);
    }
}
