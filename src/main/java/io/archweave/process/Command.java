package io.archweave.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param arguments the program and its arguments, as they are
 * @param environment variables to set above the ones of this process
 * @param folder where it runs
 * @param timeout after which it is stopped
 */
public record Command(List<String> arguments, Map<String, String> environment, Path folder, Duration timeout) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A program in the working directory with at most a minute of time. */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Map.of(), Path.of(""), Duration.ofMinutes(1));
    }

    /** The same command with this variable. */
    public Command with(Map<String, String> variables) {
        return new Command(arguments, variables, folder, timeout);
    }

    /** The same command with this limit. */
    public Command within(Duration limit) {
        return new Command(arguments, environment, folder, limit);
    }
}
