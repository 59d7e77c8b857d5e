package io.archweave.run;

import io.archweave.docker.Engine;
import io.archweave.docker.EngineAddress;
import io.archweave.process.ProcessRunner;
import io.archweave.registry.ImageStore;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The edges that a run works through.
 *
 * @param processes child processes
 * @param docker the docker command, by name or path
 * @param dockerConfig the folder of Docker's {@code config.json}
 * @param engines makes the client of an Engine
 * @param localEngine the Engine of a node without a host
 * @param registries all registries
 * @param runs the folder that holds a folder per run
 */
public record Ports(
        ProcessRunner processes,
        String docker,
        Path dockerConfig,
        Function<EngineAddress, Engine> engines,
        EngineAddress localEngine,
        ImageStore registries,
        Path runs) {}
