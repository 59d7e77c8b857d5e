package io.archweave.report;

import io.archweave.build.CellOutcome;
import io.archweave.build.CellOutcome.Built;
import io.archweave.build.CellOutcome.Failed;
import io.archweave.build.CellOutcome.Skipped;
import io.archweave.build.CellOutcome.Taken;
import io.archweave.oci.PlatformImage;
import io.archweave.plan.CellId;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Progress for a person. */
final class PlainLines implements ProgressLines {
    @Override
    public String started(Duration since, CellId cell, String node, boolean emulated) {
        return words(clock(since), cell.toString(), "started", on(node, emulated));
    }

    @Override
    public String line(Duration since, String target, String text) {
        return words(clock(since), PlainText.line(target), "|") + " " + PlainText.line(text);
    }

    @Override
    public String ended(Duration since, CellOutcome outcome) {
        return words(clock(since), outcome.cell().toString(), verb(outcome));
    }

    private static String verb(CellOutcome outcome) {
        if (outcome instanceof Built built) {
            return words(
                    "built",
                    on(built.node(), built.emulated()),
                    "in " + Elapsed.of(built.took()),
                    CellWords.attempts(built.attempts()),
                    digest(built.image()));
        }
        if (outcome instanceof Taken taken) {
            return words("reused:", PlainText.line(taken.reason()), digest(taken.image()));
        }
        if (outcome instanceof Skipped skipped) {
            return words("skipped:", PlainText.line(skipped.reason()));
        }
        return failed((Failed) outcome);
    }

    private static String failed(Failed failed) {
        String where = words(
                "failed",
                on(failed.node(), failed.emulated()),
                "in " + Elapsed.of(failed.took()),
                CellWords.attempts(failed.attempts()));
        return where + ": " + failed.failure().category().id() + ": "
                + PlainText.line(failed.failure().message());
    }

    private static String on(String node, boolean emulated) {
        return node.isEmpty() ? "" : "on " + CellWords.where(node, emulated);
    }

    private static String digest(PlatformImage image) {
        return image.image().digest().brief();
    }

    private static String clock(Duration since) {
        return String.format(Locale.ROOT, "  [%.1fs]", since.toMillis() / 1000.0);
    }

    private static String words(String... words) {
        return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }
}
