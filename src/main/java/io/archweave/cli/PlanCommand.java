package io.archweave.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.archweave.matrix.CellSource;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.matrix.TargetPlatform;
import io.archweave.node.Placement;
import io.archweave.plan.CellId;
import io.archweave.plan.Plan;
import io.archweave.run.NodeSession;
import io.archweave.run.RunFolder;
import io.archweave.settings.Settings;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a release would do. */
@Command(
        name = "plan",
        description = "Tell what would be built, where, and what it would be called; nothing is built.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private final Composition composition;

    @Mixin
    private MatrixArguments arguments;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(names = "--explain", description = "Tell also what conditions and exclusions leave out, and why.")
    private boolean explain;

    PlanCommand(Composition composition) {
        this(composition, new MatrixArguments());
    }

    /** The plan of arguments that another command has read. */
    PlanCommand(Composition composition, MatrixArguments arguments) {
        this.composition = composition;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant now = Instant.now();
        Plan plan = arguments.plan(composition, now);
        Settings settings = composition.settings(arguments.folder());
        RunFolder folder = RunFolder.create(settings.runs(), now);
        try (NodeSession session = new NodeSession(
                composition.ports(settings, plan.matrix().destinations(), arguments.insecure()), folder.scratch())) {
            print(plan, session.place(plan).placement());
        } finally {
            folder.remove();
        }
        return ExitCodes.DONE;
    }

    private void print(Plan plan, Placement placement) {
        ObjectNode tree = tree(plan, placement);
        if (json) {
            composition.out().println(tree.toPrettyString());
            return;
        }
        for (Target target : plan.targets()) {
            composition.out().println(target.name());
            for (TargetPlatform cell : target.platforms()) {
                composition
                        .out()
                        .println("    " + cell.platform() + "  " + how(target, cell, placement)
                                + (cell.required() ? "" : ", best effort"));
            }
            for (Destination destination : plan.matrix().destinations()) {
                target.tagNames()
                        .forEach(tag -> composition.out().println("    as " + destination.spoken(target, tag)));
            }
        }
        if (explain) {
            plan.matrix()
                    .dropped()
                    .forEach(drop -> composition.out().println("dropped " + drop.what() + ": " + drop.reason()));
        }
        composition
                .out()
                .println(plan.targets().size() + " targets, " + plan.cells().count() + " cells");
    }

    private static String how(Target target, TargetPlatform cell, Placement placement) {
        if (cell.source() instanceof CellSource.Adopted adopted) {
            return "taken from " + adopted.image();
        }
        return placement
                        .of(new CellId(target.name(), cell.platform()))
                        .orElseThrow()
                        .name()
                + (emulated(target, cell, placement) ? " (QEMU)" : "");
    }

    private static boolean emulated(Target target, TargetPlatform cell, Placement placement) {
        return placement
                .of(new CellId(target.name(), cell.platform()))
                .filter(node -> node.emulates(cell.platform()))
                .isPresent();
    }

    private static ObjectNode tree(Plan plan, Placement placement) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ArrayNode cells = tree.putArray("cells");
        ArrayNode indexes = tree.putArray("indexes");
        for (Target target : plan.targets()) {
            for (TargetPlatform cell : target.platforms()) {
                ObjectNode node = cells.addObject();
                node.put("target", target.name());
                node.put("platform", cell.platform().toString());
                node.put("required", cell.required());
                placement
                        .of(new CellId(target.name(), cell.platform()))
                        .ifPresent(where -> node.put("node", where.name()));
                node.put("emulated", emulated(target, cell, placement));
            }
            ObjectNode index = indexes.addObject();
            index.put("target", target.name());
            ArrayNode references = index.putArray("references");
            plan.matrix().destinations().forEach(destination -> target.tagNames()
                    .forEach(tag -> references.add(destination.spoken(target, tag))));
        }
        return tree;
    }
}
