package io.archweave.check;

import io.archweave.build.CellOutcome;
import io.archweave.build.Failure;
import io.archweave.build.Outlet;
import io.archweave.docker.Engine;
import io.archweave.failure.ArchweaveException;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.matrix.SmokeTest;
import io.archweave.matrix.Target;
import io.archweave.oci.PlatformImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks the image of a cell and runs the target's smoke tests in it. */
public final class CellChecks {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LOG_LINES = 40;

    private final Outlet outlet;

    public CellChecks(Outlet outlet) {
        this.outlet = outlet;
    }

    /**
     * The outcome itself if there is nothing to say against it, else a failure in its place.
     *
     * @param engine one that can run the platform, none if no node can; then there must be no tests
     */
    public CellOutcome check(Target target, CellOutcome outcome, Optional<Engine> engine) {
        Optional<PlatformImage> image = outcome.result();
        if (image.isEmpty()) {
            return outcome;
        }
        try {
            ConfigCheck.check(
                    outlet.store(),
                    outlet.repository(target),
                    image.get().image(),
                    image.get().platform());
            return engine.flatMap(runner -> smoke(target, image.get(), runner))
                    .map(failure -> failed(outcome, failure))
                    .orElse(outcome);
        } catch (ArchweaveException e) {
            FailureCategory category = e instanceof Unreachable away ? away.category() : FailureCategory.TEST;
            return failed(outcome, new Failure(category, e.getMessage(), List.of()));
        }
    }

    private Optional<Failure> smoke(Target target, PlatformImage image, Engine engine) {
        if (target.tests().isEmpty()) {
            return Optional.empty();
        }
        String name = outlet.offer(engine, target, image);
        try {
            for (SmokeTest test : target.tests()) {
                Optional<Failure> failure = run(test, name, image, engine);
                if (failure.isPresent()) {
                    return failure;
                }
            }
            return Optional.empty();
        } finally {
            outlet.forget(engine, name);
        }
    }

    private static Optional<Failure> run(SmokeTest test, String name, PlatformImage image, Engine engine) {
        Engine.ContainerResult result = engine.run(name, image.platform(), test.run(), PATIENCE);
        String command = String.join(" ", test.run());
        if (result.exitCode() != 0) {
            String how = result.exitCode() < 0
                    ? "did not end within " + PATIENCE.toMinutes() + " minutes"
                    : "ended with exit code " + result.exitCode();
            return Optional.of(failure("test `" + command + "` " + how, result));
        }
        if (!result.output().contains(test.expect())) {
            return Optional.of(failure("test `" + command + "` did not print '" + test.expect() + "'", result));
        }
        return Optional.empty();
    }

    private static Failure failure(String message, Engine.ContainerResult result) {
        List<String> lines = result.output().lines().toList();
        return new Failure(
                FailureCategory.TEST, message, lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    private static CellOutcome failed(CellOutcome outcome, Failure failure) {
        if (outcome instanceof CellOutcome.Built built) {
            return new CellOutcome.Failed(
                    built.cell(), built.node(), built.emulated(), failure, built.took(), built.attempts());
        }
        return new CellOutcome.Failed(outcome.cell(), "", false, failure, Duration.ZERO, 1);
    }
}
