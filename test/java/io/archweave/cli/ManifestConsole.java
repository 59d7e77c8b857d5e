package io.archweave.cli;

import io.archweave.failure.ArchweaveException;
import io.archweave.registry.HttpRegistry;
import io.archweave.registry.ImageStore;
import io.archweave.registry.RegistryOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** A person at a terminal who runs {@code archweave manifest}, with a state folder and a Docker configuration. */
final class ManifestConsole implements AutoCloseable {
    private final Path state;
    private final Path dockerConfig;
    private final List<HttpRegistry> open = new ArrayList<>();
    private final List<Set<String>> insecure = new ArrayList<>();

    ManifestConsole(Path state, Path dockerConfig) {
        this.state = state;
        this.dockerConfig = dockerConfig;
    }

    /**
     * What a command left.
     *
     * @param code the exit code
     * @param out all of standard output
     * @param err all of standard error
     */
    record Result(int code, String out, String err) {}

    /** Runs a verb as the root command does, which turns exceptions into messages and exit codes. */
    Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = ManifestCommand.create(new Context(new PrintWriter(out), new PrintWriter(err)));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ArchweaveException told) {
                told.problems().forEach(problem -> err.write("archweave: " + problem + "\n"));
                return ExitCodes.of(told);
            }
            throw failure;
        });
        int code = line.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    /** The hosts that were named insecure, one set for each time that registries were asked for. */
    List<Set<String>> insecureHosts() {
        return insecure;
    }

    @Override
    public void close() {
        open.forEach(HttpRegistry::close);
    }

    private final class Context implements CommandContext {
        private final PrintWriter out;
        private final PrintWriter err;

        private Context(PrintWriter out, PrintWriter err) {
            this.out = out;
            this.err = err;
        }

        @Override
        public PrintWriter out() {
            return out;
        }

        @Override
        public PrintWriter err() {
            return err;
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public Path stateFolder() {
            return state;
        }

        @Override
        public ImageStore registries(Set<String> insecureHosts) {
            insecure.add(insecureHosts);
            HttpRegistry registry = new HttpRegistry(RegistryOptions.defaults(dockerConfig)
                    .insecure(insecureHosts)
                    .retrying(0));
            open.add(registry);
            return registry;
        }
    }
}
