package io.archweave.matrix;

import java.util.List;

/**
 * A command that an image must be able to run.
 *
 * @param run program and arguments, never through a shell
 * @param expect a text that the output must contain, empty if the exit code is enough
 */
public record SmokeTest(List<String> run, String expect) {
    public SmokeTest {
        run = List.copyOf(run);
    }
}
