package io.archweave.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of the matrix file. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of the matrix file, for editors that check and complete.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    private static final String RESOURCE = "/io/archweave/archweave.schema.json";

    private final CommandContext context;

    SchemaCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.out().print(schema());
        context.out().flush();
        return ExitCodes.DONE;
    }

    private static String schema() {
        try (InputStream resource = SchemaCommand.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the jar has no " + RESOURCE);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
