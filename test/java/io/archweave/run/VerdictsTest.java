package io.archweave.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.archweave.failure.FailureCategory;
import io.archweave.publish.Publication.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictsTest {
    @Test
    void isDoneIfAllIsBuiltAndPublished() {
        assertEquals(
                Verdict.DONE,
                Verdicts.of(
                        new SampleEndings().built().published(Status.PUBLISHED).ending()));
        assertEquals(
                Verdict.DONE,
                Verdicts.of(
                        new SampleEndings().built().published(Status.UNCHANGED).ending()));
    }

    @Test
    void isDoneIfThereWasNothingToDo() {
        assertEquals(Verdict.DONE, Verdicts.of(new SampleEndings().ending()));
    }

    @Test
    void isUnstableIfAPlatformThatMayFailDid() {
        SampleEndings endings = new SampleEndings().withoutOptional(FailureCategory.COMPILE);
        assertEquals(
                Verdict.UNSTABLE,
                Verdicts.of(endings.published(Status.PUBLISHED).ending()));
    }

    @Test
    void isUnstableIfAnOptionalDestinationIsMissing() {
        assertEquals(
                Verdict.UNSTABLE,
                Verdicts.of(new SampleEndings().built().incomplete().ending()));
    }

    @ParameterizedTest
    @CsvSource({"HELD, NOT_AS_DECLARED", "UNREACHABLE, UNREACHABLE"})
    void tellsWhyTagsDidNotMove(Status status, Verdict verdict) {
        assertEquals(
                verdict,
                Verdicts.of(new SampleEndings().built().published(status).ending()));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"NETWORK", "AUTH", "REGISTRY_5XX", "RATE_LIMITED", "NODE_LOST"})
    void blamesTheSurroundingsForWhatTheyDidToARequiredCell(FailureCategory category) {
        assertEquals(
                Verdict.UNREACHABLE,
                Verdicts.of(new SampleEndings().withoutRequired(category).ending()));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NETWORK", "AUTH", "REGISTRY_5XX", "RATE_LIMITED", "NODE_LOST"})
    void blamesTheCellForTheRest(FailureCategory category) {
        assertEquals(
                Verdict.CELL_FAILED,
                Verdicts.of(new SampleEndings().withoutRequired(category).ending()));
    }

    @Test
    void takesTheFailureOfAPlatformThatMayFailSeriouslyIfNothingIsReleased() {
        assertEquals(
                Verdict.CELL_FAILED,
                Verdicts.of(
                        new SampleEndings().withNothing(FailureCategory.COMPILE).ending()));
    }

    @Test
    void isNotAsDeclaredIfCellsWereBuiltButNothingCanBeReleased() {
        assertEquals(
                Verdict.NOT_AS_DECLARED,
                Verdicts.of(new SampleEndings().builtInVain().ending()));
    }

    @Test
    void isNotAsDeclaredIfATargetWasOnlySkipped() {
        assertEquals(
                Verdict.NOT_AS_DECLARED,
                Verdicts.of(new SampleEndings().skipped().ending()));
    }

    @Test
    void weighsTheWorst() {
        SampleEndings endings = new SampleEndings()
                .built()
                .published(Status.HELD)
                .withoutRequired(FailureCategory.NETWORK)
                .withoutRequired(FailureCategory.COMPILE);
        assertEquals(Verdict.CELL_FAILED, Verdicts.of(endings.ending()));
    }
}
