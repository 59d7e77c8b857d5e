package io.archweave.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.failure.FailureCategory;
import io.archweave.oci.Platform;
import io.archweave.publish.Publication.Status;
import io.archweave.publish.Release;
import io.archweave.report.RunReport;
import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellFailure;
import io.archweave.report.RunReport.CellStatus;
import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.IndexStatus;
import io.archweave.report.RunReport.PlatformDigest;
import io.archweave.report.RunReport.Result;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingTest {
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform RISCV64 = Platform.parse("linux/riscv64");

    private static RunReport report(SampleEndings endings) {
        RunFolder folder = new RunFolder("20260102-030405-a1b2c3", Path.of("/runs/20260102-030405-a1b2c3"));
        return new Reporting(folder).report(endings.ending(), STARTED, STARTED.plusSeconds(60));
    }

    private static String digest(Platform platform) {
        return SampleEndings.image(platform).image().digest().value();
    }

    @Test
    void saysWhichRunItWasAndWhen() {
        RunReport report = report(new SampleEndings());
        assertEquals(
                new RunReport(
                        "20260102-030405-a1b2c3",
                        STARTED,
                        STARTED.plusSeconds(60),
                        Result.SUCCESS,
                        List.of(),
                        List.of()),
                report);
    }

    @Test
    void tellsOfCellsThatWereBuilt() {
        RunReport report = report(new SampleEndings().built().published(Status.PUBLISHED));
        assertEquals(
                new Cell(
                        "app",
                        "linux/riscv64",
                        CellStatus.BUILT,
                        "the Dockerfile changed",
                        "local",
                        true,
                        false,
                        Optional.of(digest(RISCV64)),
                        12.3,
                        2,
                        Optional.empty()),
                report.cells().get(1));
    }

    @Test
    void tellsOfImagesThatWereTaken() {
        RunReport report = report(new SampleEndings().taken().published(Status.PUBLISHED));
        assertEquals(
                new Cell(
                        "app",
                        "linux/amd64",
                        CellStatus.REUSED,
                        "taken from theirs",
                        "",
                        false,
                        true,
                        Optional.of(digest(AMD64)),
                        0,
                        0,
                        Optional.empty()),
                report.cells().get(0));
        assertEquals(Result.SUCCESS, report.result());
    }

    @Test
    void tellsOfCellsThatFailedWithWhereTheirWholeLogIs() {
        RunReport report = report(new SampleEndings().withoutRequired(FailureCategory.OUT_OF_MEMORY));
        assertEquals(
                new Cell(
                        "app",
                        "linux/amd64",
                        CellStatus.FAILED,
                        "",
                        "local",
                        false,
                        true,
                        Optional.empty(),
                        1.3,
                        3,
                        Optional.of(
                                new CellFailure("out_of_memory", "it failed; do this", "one\ntwo", "logs/app.log"))),
                report.cells().get(0));
    }

    @Test
    void tellsOfCellsThatWereSkipped() {
        Cell cell = report(new SampleEndings().skipped()).cells().get(0);
        assertEquals(
                List.of(CellStatus.SKIPPED, "its parent failed", 0),
                List.of(cell.status(), cell.reason(), cell.attempts()));
    }

    @Test
    void tellsWhatTheTagsNameAndNamed() {
        Release release = SampleEndings.release(AMD64, RISCV64);
        assertEquals(
                List.of(new Index(
                        "app",
                        Optional.of(release.index().digest().value()),
                        Optional.of(release.index().mediaType()),
                        List.of("registry.example.com/acme/app:1.0"),
                        Optional.of(SampleEndings.BEFORE.value()),
                        IndexStatus.PUBLISHED,
                        "a reason; and a remedy",
                        List.of(
                                new PlatformDigest("linux/amd64", digest(AMD64)),
                                new PlatformDigest("linux/riscv64", digest(RISCV64))))),
                report(new SampleEndings().built().published(Status.PUBLISHED)).indexes());
    }

    @Test
    void tellsWhyATargetHasNoList() {
        assertEquals(
                List.of(new Index(
                        "app",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        IndexStatus.HELD,
                        "two images are; for one platform",
                        List.of())),
                report(new SampleEndings().builtInVain()).indexes());
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLISHED, PUBLISHED, SUCCESS",
        "UNCHANGED, UNCHANGED, SUCCESS",
        "HELD, HELD, FAILURE",
        "UNREACHABLE, HELD, FAILURE"
    })
    void weighsWhatBecameOfTheTags(Status status, IndexStatus reported, Result result) {
        RunReport report = report(new SampleEndings().built().published(status));
        assertEquals(reported, report.indexes().get(0).status());
        assertEquals(result, report.result());
    }

    @Test
    void isUnstableIfSomethingOptionalIsMissing() {
        assertEquals(
                Result.UNSTABLE,
                report(new SampleEndings().built().incomplete()).result());
        assertEquals(
                Result.UNSTABLE,
                report(new SampleEndings()
                                .withoutOptional(FailureCategory.COMPILE)
                                .published(Status.PUBLISHED))
                        .result());
    }

    @Test
    void isAFailureIfATargetHasNoList() {
        assertEquals(
                Result.FAILURE,
                report(new SampleEndings().withoutRequired(FailureCategory.COMPILE))
                        .result());
    }
}
