package io.archweave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {
    private final ReportJson json = new ReportJson();

    @Test
    void writesTheContract() {
        GoldenFile.assertSame("report.json", json.write(SampleReports.mixed()));
    }

    @Test
    void readsBackWhatItWrote() {
        for (RunReport report : java.util.List.of(SampleReports.mixed(), SampleReports.empty())) {
            assertEquals(report, json.read(json.write(report)));
        }
    }

    @Test
    void passesOverFieldsOfALaterVersion() {
        String later = text().replaceFirst("\\{", "{\"weather\": {\"rain\": true},");
        assertEquals(SampleReports.mixed(), json.read(bytes(later)));
    }

    @Test
    void takesAnExplicitNullForSomethingAbsent() {
        String written = text().replaceFirst("\"attempts\": 1\n", "\"attempts\": 1, \"failure\": null\n");
        assertEquals(SampleReports.mixed(), json.read(bytes(written)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "not JSON",
                "{}",
                "{\"run\": \"r\", \"started\": \"yesterday\", \"finished\": \"2024-05-17T02:00:00Z\","
                        + " \"result\": \"success\", \"cells\": [], \"indexes\": []}",
                "{\"run\": null, \"started\": \"2024-05-17T02:00:00Z\", \"finished\": \"2024-05-17T02:00:00Z\","
                        + " \"result\": \"success\", \"cells\": [], \"indexes\": []}",
                "{\"run\": \"r\", \"started\": \"2024-05-17T02:00:00Z\", \"finished\": \"2024-05-17T02:00:00Z\","
                        + " \"result\": \"superb\", \"cells\": [], \"indexes\": []}",
                "{\"run\": \"r\", \"started\": \"2024-05-17T02:00:00Z\", \"finished\": \"2024-05-17T02:00:00Z\","
                        + " \"result\": \"success\", \"cells\": [{\"target\": \"t\"}], \"indexes\": []}"
            })
    void refusesWhatIsNoReport(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> json.read(bytes(text)));
        assertTrue(refusal.getMessage().startsWith("not a run's report: "), refusal.getMessage());
    }

    @Test
    void refusesASecondValueBehindTheReport() {
        assertThrows(IllegalArgumentException.class, () -> json.read(bytes(text() + "{}")));
    }

    private String text() {
        return new String(json.write(SampleReports.mixed()), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
