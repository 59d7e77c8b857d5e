package io.archweave.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the JVM begins, and the only place that ends it. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Logging.quieten();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = Archweave.commandLine(new Composition(out, err, System.getenv()))
                .execute(arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }
}
