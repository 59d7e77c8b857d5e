package io.archweave.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.archweave.build.CellOutcome;
import io.archweave.build.CellOutcome.Built;
import io.archweave.build.CellOutcome.Failed;
import io.archweave.build.CellOutcome.Skipped;
import io.archweave.build.CellOutcome.Taken;
import io.archweave.plan.CellId;
import io.archweave.report.RunReport.CellStatus;
import java.time.Duration;

/** Progress for a program: the words of {@code report.json}, with {@code event} and the seconds since the run began. */
final class JsonLines implements ProgressLines {
    @Override
    public String started(Duration since, CellId cell, String node, boolean emulated) {
        ObjectNode json = event("started", since);
        name(json, cell);
        where(json, node, emulated);
        return json.toString();
    }

    @Override
    public String line(Duration since, String target, String text) {
        return event("line", since).put("target", target).put("text", text).toString();
    }

    @Override
    public String ended(Duration since, CellOutcome outcome) {
        ObjectNode json = event("ended", since);
        name(json, outcome.cell());
        if (outcome instanceof Built built) {
            built(json, built);
        } else if (outcome instanceof Taken taken) {
            status(json, CellStatus.REUSED).put("reason", taken.reason());
        } else if (outcome instanceof Failed failed) {
            failed(json, failed);
        } else if (outcome instanceof Skipped skipped) {
            status(json, CellStatus.SKIPPED).put("reason", skipped.reason());
        }
        outcome.result()
                .ifPresent(result -> json.put("digest", result.image().digest().value()));
        return json.toString();
    }

    private static void built(ObjectNode json, Built built) {
        status(json, CellStatus.BUILT).put("reason", built.reason());
        where(json, built.node(), built.emulated());
        effort(json, built.took(), built.attempts());
    }

    private static void failed(ObjectNode json, Failed failed) {
        status(json, CellStatus.FAILED);
        where(json, failed.node(), failed.emulated());
        effort(json, failed.took(), failed.attempts());
        json.putObject("failure")
                .put("category", failed.failure().category().id())
                .put("message", failed.failure().message());
    }

    private static ObjectNode event(String event, Duration since) {
        return JsonNodeFactory.instance.objectNode().put("event", event).put("since", seconds(since));
    }

    private static void name(ObjectNode json, CellId cell) {
        json.put("target", cell.target()).put("platform", cell.platform().toString());
    }

    private static ObjectNode status(ObjectNode json, CellStatus status) {
        return json.put("status", status.id());
    }

    private static void where(ObjectNode json, String node, boolean emulated) {
        json.put("node", node).put("emulated", emulated);
    }

    private static void effort(ObjectNode json, Duration took, int attempts) {
        json.put("seconds", seconds(took)).put("attempts", attempts);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
