package io.archweave.run;

import io.archweave.build.CellOutcome;
import io.archweave.failure.FailureCategory;
import io.archweave.publish.Publication;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Weighs what became of everything. */
final class Verdicts {
    private static final Set<FailureCategory> OF_THE_SURROUNDINGS = EnumSet.of(
            FailureCategory.NETWORK,
            FailureCategory.AUTH,
            FailureCategory.REGISTRY_5XX,
            FailureCategory.RATE_LIMITED,
            FailureCategory.NODE_LOST);

    private Verdicts() {}

    static Verdict of(ReleaseRun.Ending ending) {
        return Stream.concat(
                        ending.results().stream().flatMap(Verdicts::cells),
                        ending.publications().values().stream().map(Verdicts::publication))
                .max(Enum::compareTo)
                .orElse(Verdict.DONE);
    }

    private static Stream<Verdict> cells(TargetResult result) {
        boolean complete = result.release().isPresent();
        Stream<Verdict> cells = result.cells().stream().map(outcome -> {
            if (outcome.result().isPresent() || outcome instanceof CellOutcome.Skipped) {
                return Verdict.DONE;
            }
            boolean required =
                    result.target().on(outcome.cell().platform()).orElseThrow().required();
            return required || !complete ? failure(outcome) : Verdict.UNSTABLE;
        });
        return complete ? cells : Stream.concat(cells, Stream.of(Verdict.NOT_AS_DECLARED));
    }

    private static Verdict failure(CellOutcome outcome) {
        return outcome instanceof CellOutcome.Failed failed
                        && OF_THE_SURROUNDINGS.contains(failed.failure().category())
                ? Verdict.UNREACHABLE
                : Verdict.CELL_FAILED;
    }

    private static Verdict publication(Publication publication) {
        if (publication.status() == Publication.Status.UNREACHABLE) {
            return Verdict.UNREACHABLE;
        }
        if (publication.status() == Publication.Status.HELD) {
            return Verdict.NOT_AS_DECLARED;
        }
        return publication.complete() ? Verdict.DONE : Verdict.UNSTABLE;
    }
}
