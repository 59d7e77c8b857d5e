package io.archweave.run;

import io.archweave.build.CellOutcome;
import io.archweave.build.Failure;
import io.archweave.matrix.Target;
import io.archweave.oci.Digest;
import io.archweave.publish.Publication;
import io.archweave.publish.Release;
import io.archweave.report.RunReport;
import io.archweave.report.RunReport.Cell;
import io.archweave.report.RunReport.CellFailure;
import io.archweave.report.RunReport.CellStatus;
import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.IndexStatus;
import io.archweave.report.RunReport.PlatformDigest;
import io.archweave.report.RunReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what became of everything into the report. */
final class Reporting {
    private final RunFolder folder;

    Reporting(RunFolder folder) {
        this.folder = folder;
    }

    RunReport report(ReleaseRun.Ending ending, Instant started, Instant finished) {
        List<Cell> cells = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        for (TargetResult result : ending.results()) {
            result.cells().forEach(outcome -> cells.add(cell(result.target(), outcome)));
            Optional<Publication> publication = Optional.ofNullable(
                    ending.publications().get(result.target().name()));
            indexes.add(publication.map(Reporting::index).orElseGet(() -> held(result)));
        }
        return new RunReport(folder.id(), started, finished, result(cells, indexes, ending), cells, indexes);
    }

    private static Result result(List<Cell> cells, List<Index> indexes, ReleaseRun.Ending ending) {
        if (indexes.stream().anyMatch(index -> index.status() == IndexStatus.HELD)) {
            return Result.FAILURE;
        }
        boolean whole =
                cells.stream().allMatch(cell -> cell.status() == CellStatus.BUILT || cell.status() == CellStatus.REUSED)
                        && ending.publications().values().stream().allMatch(Publication::complete);
        return whole ? Result.SUCCESS : Result.UNSTABLE;
    }

    private Cell cell(Target target, CellOutcome outcome) {
        boolean required = target.on(outcome.cell().platform()).orElseThrow().required();
        if (outcome instanceof CellOutcome.Built built) {
            return cell(
                    outcome,
                    CellStatus.BUILT,
                    built.reason(),
                    built.node(),
                    built.emulated(),
                    required,
                    built.took(),
                    built.attempts(),
                    Optional.empty());
        }
        if (outcome instanceof CellOutcome.Taken taken) {
            return cell(
                    outcome,
                    CellStatus.REUSED,
                    taken.reason(),
                    "",
                    false,
                    required,
                    Duration.ZERO,
                    0,
                    Optional.empty());
        }
        if (outcome instanceof CellOutcome.Failed failed) {
            return cell(
                    outcome,
                    CellStatus.FAILED,
                    "",
                    failed.node(),
                    failed.emulated(),
                    required,
                    failed.took(),
                    failed.attempts(),
                    Optional.of(failure(target, failed.failure())));
        }
        CellOutcome.Skipped skipped = (CellOutcome.Skipped) outcome;
        return cell(
                outcome, CellStatus.SKIPPED, skipped.reason(), "", false, required, Duration.ZERO, 0, Optional.empty());
    }

    private static Cell cell(
            CellOutcome outcome,
            CellStatus status,
            String reason,
            String node,
            boolean emulated,
            boolean required,
            Duration took,
            int attempts,
            Optional<CellFailure> failure) {
        return new Cell(
                outcome.cell().target(),
                outcome.cell().platform().toString(),
                status,
                reason,
                node,
                emulated,
                required,
                outcome.result().map(image -> image.image().digest().value()),
                Math.round(took.toMillis() / 100.0) / 10.0,
                attempts,
                failure);
    }

    private CellFailure failure(Target target, Failure failure) {
        return new CellFailure(
                failure.category().id(),
                oneLine(failure.message()),
                String.join("\n", failure.log()),
                folder.path().relativize(folder.log(target.name())).toString());
    }

    private static Index index(Publication publication) {
        Release release = publication.release();
        boolean held = publication.status() == Publication.Status.HELD
                || publication.status() == Publication.Status.UNREACHABLE;
        IndexStatus status = held
                ? IndexStatus.HELD
                : publication.status() == Publication.Status.UNCHANGED ? IndexStatus.UNCHANGED : IndexStatus.PUBLISHED;
        return new Index(
                release.target().name(),
                Optional.of(publication.digest().value()),
                Optional.of(release.index().mediaType()),
                publication.references(),
                publication.previous().map(Digest::value),
                status,
                oneLine(publication.reason()),
                release.images().stream()
                        .map(image -> new PlatformDigest(
                                image.platform().toString(),
                                image.image().digest().value()))
                        .toList());
    }

    private static Index held(TargetResult result) {
        return new Index(
                result.target().name(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                IndexStatus.HELD,
                oneLine(result.reason()),
                List.of());
    }

    /** Problems have their remedy on a line of its own; a table cell has no room for that. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
