package io.archweave.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.archweave.failure.InvalidInput;
import io.archweave.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineLocatorTest {
    @TempDir
    private Path config;

    private String locate(Map<String, String> environment) {
        return new EngineLocator(environment, config).locate().host();
    }

    /** Writes a context as the docker command does: in a folder named after the hash of its name. */
    private Path context(String name, String host) throws IOException {
        String hash = Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex();
        Path folder = Files.createDirectories(config.resolve("contexts/meta").resolve(hash));
        return Files.writeString(
                folder.resolve("meta.json"),
                "{\"Name\":\"" + name + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"" + host
                        + "\",\"SkipTLSVerify\":false}}}");
    }

    private void currentContext(String name) throws IOException {
        Files.writeString(config.resolve("config.json"), "{\"auths\":{},\"currentContext\":\"" + name + "\"}");
    }

    @Test
    void takesTheDefaultSocketIfNobodySaysAnything() {
        assertEquals("unix:///var/run/docker.sock", locate(Map.of()));
    }

    @Test
    void takesTheHostOfTheEnvironmentBeforeAnyContext() throws IOException {
        context("build", "tcp://build.internal:2375");
        currentContext("build");
        assertEquals(
                "tcp://other.internal:2375",
                locate(Map.of("DOCKER_HOST", "tcp://other.internal:2375", "DOCKER_CONTEXT", "build")));
    }

    @Test
    void takesTheContextOfTheEnvironmentBeforeTheCurrentOne() throws IOException {
        context("build", "tcp://build.internal:2375");
        context("laptop", "unix:///home/me/docker.sock");
        currentContext("laptop");
        assertEquals("tcp://build.internal:2375", locate(Map.of("DOCKER_CONTEXT", "build")));
    }

    @Test
    void takesTheCurrentContext() throws IOException {
        context("laptop", "unix:///home/me/docker.sock");
        currentContext("laptop");
        assertEquals("unix:///home/me/docker.sock", locate(Map.of()));
    }

    @Test
    void takesEmptyVariablesForNone() throws IOException {
        context("laptop", "unix:///home/me/docker.sock");
        currentContext("laptop");
        assertEquals("unix:///home/me/docker.sock", locate(Map.of("DOCKER_HOST", "", "DOCKER_CONTEXT", "")));
    }

    @Test
    void takesTheDefaultSocketForTheContextThatIsCalledDefault() throws IOException {
        context("laptop", "unix:///home/me/docker.sock");
        currentContext("laptop");
        assertEquals(EngineLocator.DEFAULT_HOST, locate(Map.of("DOCKER_CONTEXT", "default")));
    }

    @Test
    void refusesAContextThatDoesNotExist() {
        InvalidInput e = assertThrows(InvalidInput.class, () -> locate(Map.of("DOCKER_CONTEXT", "build")));
        assertEquals(
                "docker context build: there is no such context\n    see `docker context ls`, or set DOCKER_HOST",
                e.getMessage());
    }

    @Test
    void refusesACurrentContextThatDoesNotExist() throws IOException {
        currentContext("gone");
        InvalidInput e = assertThrows(InvalidInput.class, () -> locate(Map.of()));
        assertEquals("docker context gone", e.problems().get(0).place());
    }

    @Test
    void refusesFilesThatAreBroken() throws IOException {
        Path file = Files.writeString(config.resolve("config.json"), "{");
        assertEquals(
                file + ": can't be read as JSON\n    mend the file, or set DOCKER_HOST",
                assertThrows(InvalidInput.class, () -> locate(Map.of())).getMessage());

        Path meta = Files.writeString(context("build", ""), "nonsense");
        assertEquals(
                meta.toString(),
                assertThrows(InvalidInput.class, () -> locate(Map.of("DOCKER_CONTEXT", "build")))
                        .problems()
                        .get(0)
                        .place());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://me@host", "npipe:////./pipe/docker_engine", "localhost:2375", "http://host:2375"})
    void refusesAWayThatIsNotSpoken(String host) {
        InvalidInput e = assertThrows(InvalidInput.class, () -> locate(Map.of("DOCKER_HOST", host)));
        assertEquals(
                host + ": this way to an Engine is not spoken; expected unix:///path or tcp://host:port",
                e.getMessage());
    }
}
