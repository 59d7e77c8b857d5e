package io.archweave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.report.RunReport.IndexStatus;
import io.archweave.report.RunReport.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small words that all reports share. */
class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "-1, 0.0 s",
        "0.04, 0.0 s",
        "4.2, 4.2 s",
        "9.949, 9.9 s",
        "9.95, 10 s",
        "59.4, 59 s",
        "59.6, 1 min 0 s",
        "3599.4, 59 min 59 s",
        "3600, 1 h 0 min",
        "90000, 25 h 0 min"
    })
    void timesHaveTheirTwoLargestUnits(double seconds, String words) {
        assertEquals(words, Elapsed.ofSeconds(seconds));
    }

    @Test
    void textLosesWhatOnlyATerminalUnderstands() {
        String text =
                "\u001B[1;31mred\u001B[0m \u001B]0;title\u0007bell\u001B(B \u009Bx\u0000\uFFFE\uD800 \uD83D\uDE00\tend";
        assertEquals("red bell x \uD83D\uDE00\tend", PlainText.of(text));
    }

    @Test
    void everyKindOfLineEndIsALineEnd() {
        assertEquals("a\nb\nc\nd", PlainText.of("a\r\nb\rc\nd"));
        assertEquals("a b c", PlainText.line("\n a \r\n\tb\tc\n"));
    }

    @Test
    void theLastLineCountsWhatThereIs() {
        List<RunReport.Cell> cells = List.of(
                SampleReports.built("a", "linux/amd64", "local", false, 1),
                SampleReports.built("a", "linux/arm64", "local", true, 1));
        RunReport report = new RunReport(
                "r",
                SampleReports.STARTED,
                SampleReports.STARTED.plusSeconds(42),
                Result.SUCCESS,
                cells,
                List.of(SampleReports.index("a", IndexStatus.PUBLISHED, "", cells)));
        assertEquals("success: 2 cells built, 1 list published in 42 s", Tally.sentence(report));
    }

    @Test
    void aDigestIsShortenedAndAnythingElseIsNot() {
        String digest = SampleReports.digest("x");
        assertEquals(digest.substring(0, 19), ShortDigest.of(digest));
        assertEquals(digest.substring(7, 19), ShortDigest.digits(digest));
        assertEquals("what is this", ShortDigest.of("what is this"));
    }
}
