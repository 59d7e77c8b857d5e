package io.archweave.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the local Engine as the docker command does: {@code DOCKER_HOST}, then {@code DOCKER_CONTEXT}, then the
 * current context of {@code config.json}, then the default socket. A context that does not exist is an error, never
 * another Engine.
 */
public final class EngineLocator {
    /** Where an Engine listens unless told otherwise. */
    public static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

    private final Map<String, String> environment;
    private final Path dockerConfig;

    public EngineLocator(Map<String, String> environment, Path dockerConfig) {
        this.environment = Map.copyOf(environment);
        this.dockerConfig = dockerConfig;
    }

    /** The address of the local Engine; throws {@link InvalidInput} if a named context can't be read. */
    public EngineAddress locate() {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isEmpty()) {
            return new EngineAddress(host);
        }
        String context = environment.getOrDefault("DOCKER_CONTEXT", "");
        context = context.isEmpty() ? currentContext() : context;
        if (context.isEmpty() || context.equals("default")) {
            return new EngineAddress(DEFAULT_HOST);
        }
        return new EngineAddress(hostOf(context));
    }

    private String currentContext() {
        Path config = dockerConfig.resolve("config.json");
        return Files.isReadable(config) ? json(config).path("currentContext").asText("") : "";
    }

    private String hostOf(String context) {
        String folder = Digest.of(context.getBytes(StandardCharsets.UTF_8)).hex();
        Path meta = dockerConfig.resolve("contexts/meta").resolve(folder).resolve("meta.json");
        if (!Files.isReadable(meta)) {
            throw new InvalidInput(Problem.at("docker context " + context, "there is no such context")
                    .remedy("see `docker context ls`, or set DOCKER_HOST"));
        }
        String host = json(meta).at("/Endpoints/docker/Host").asText("");
        return host.isEmpty() ? DEFAULT_HOST : host;
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidInput(
                    Problem.at(file.toString(), "can't be read as JSON").remedy("mend the file, or set DOCKER_HOST"));
        }
    }
}
