package io.archweave.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.archweave.failure.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    /** Every key with a value that is nobody's default. */
    private static final Map<String, String> OTHERS = Map.of(
            "docker.command", "/opt/docker",
            "docker.config", "/opt/docker-config",
            "registry.insecure", "one.internal:5000, two.internal",
            "registry.retries", "9",
            "registry.timeout", "2m",
            "runs.folder", "/opt/runs");

    private static final Settings ALL_OTHERS = new Settings(
            "/opt/docker",
            Path.of("/opt/docker-config"),
            Set.of("one.internal:5000", "two.internal"),
            9,
            Duration.ofMinutes(2),
            Path.of("/opt/runs"));

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));
    private Path beside;
    private Path state;

    @BeforeEach
    void makeFolders() throws IOException {
        beside = Files.createDirectory(folder.resolve("project"));
        state = Files.createDirectory(folder.resolve("state"));
    }

    private Settings load(Map<String, String> commandLine) {
        return new SettingsLoader(environment, state).load(commandLine, beside);
    }

    private InvalidInput refusal() {
        return assertThrows(InvalidInput.class, () -> load(Map.of()));
    }

    private static Path write(Path place, String... lines) throws IOException {
        return Files.write(place.resolve("archweave.properties"), List.of(lines));
    }

    private static String[] lines(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .toArray(String[]::new);
    }

    private void setVariables(Map<String, String> values) {
        values.forEach((key, value) ->
                environment.put("ARCHWEAVE_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    }

    @Test
    void hasDefaultsForEverything() {
        assertEquals(
                new Settings(
                        "docker",
                        Path.of("/home/me/.docker"),
                        Set.of(),
                        4,
                        Duration.ofSeconds(60),
                        state.resolve("runs")),
                load(Map.of()));
    }

    @Test
    void takesEveryKeyFromTheCommandLine() {
        assertEquals(ALL_OTHERS, load(OTHERS));
    }

    @Test
    void takesEveryKeyFromTheEnvironment() {
        setVariables(OTHERS);
        assertEquals(ALL_OTHERS, load(Map.of()));
    }

    @Test
    void takesEveryKeyFromTheFileBesideTheMatrix() throws IOException {
        write(beside, lines(OTHERS));
        assertEquals(ALL_OTHERS, load(Map.of()));
    }

    @Test
    void takesEveryKeyFromTheUsersFile() throws IOException {
        write(state, lines(OTHERS));
        assertEquals(ALL_OTHERS, load(Map.of()));
    }

    @Test
    void letsTheStrongerLayerWin() throws IOException {
        write(state, "registry.retries = 1");
        assertEquals(1, load(Map.of()).registryRetries());
        write(beside, "registry.retries = 2");
        assertEquals(2, load(Map.of()).registryRetries());
        environment.put("ARCHWEAVE_REGISTRY_RETRIES", "3");
        assertEquals(3, load(Map.of()).registryRetries());
        assertEquals(5, load(Map.of("registry.retries", "5")).registryRetries());
    }

    @Test
    void layersKeyByKey() throws IOException {
        write(state, "registry.retries = 1", "docker.command = podman");
        write(beside, "registry.retries = 2");
        Settings settings = load(Map.of("registry.timeout", "5s"));
        assertEquals(
                List.of(2, "podman", Duration.ofSeconds(5)),
                List.of(settings.registryRetries(), settings.docker(), settings.registryTimeout()));
    }

    @Test
    void findsDockersFolderWhereDockerDoes() {
        environment.put("DOCKER_CONFIG", "/etc/docker-config");
        assertEquals(Path.of("/etc/docker-config"), load(Map.of()).dockerConfig());
    }

    @Test
    void refusesEveryKeyThatDoesNotExist() throws IOException {
        Path file = write(beside, "registry.retrys = 1", "registry.retries = 2", "colour = red");
        assertEquals(
                """
                FILE: there is no setting 'colour'; expected one of docker.command, docker.config, registry.insecure, \
                registry.retries, registry.timeout, runs.folder
                FILE: there is no setting 'registry.retrys'; expected one of docker.command, docker.config, \
                registry.insecure, registry.retries, registry.timeout, runs.folder"""
                        .replace("FILE", file.toString()),
                refusal().getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1.5", "99999999999", ""})
    void refusesWhatIsNoNumber(String text) {
        environment.put("ARCHWEAVE_REGISTRY_RETRIES", text);
        assertEquals(
                "setting registry.retries: found '" + text + "'; expected a whole number from 0",
                refusal().getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "soon", "1d", "PT5S", ""})
    void refusesWhatIsNoTime(String text) {
        environment.put("ARCHWEAVE_REGISTRY_TIMEOUT", text);
        assertEquals(
                "setting registry.timeout: found '" + text + "'; expected a time such as 30s or 2m",
                refusal().getMessage());
    }

    @ParameterizedTest
    @CsvSource({"30s, 30", "2m, 120", "1h30m, 5400", "' 5S ', 5"})
    void readsTimes(String text, long seconds) {
        environment.put("ARCHWEAVE_REGISTRY_TIMEOUT", text);
        assertEquals(Duration.ofSeconds(seconds), load(Map.of()).registryTimeout());
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() throws IOException {
        write(beside, "colour = red");
        write(state, "shape = round");
        environment.put("ARCHWEAVE_REGISTRY_TIMEOUT", "soon");
        environment.put("ARCHWEAVE_REGISTRY_RETRIES", "many");
        assertEquals(4, refusal().problems().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:HOME}",
                "${file:UTF-8:/etc/hostname}",
                "${sys:user.home}",
                "${script:javascript:1+1}",
                "${url:UTF-8:http://127.0.0.1/}",
                "${dns:localhost}",
                "${base64Decoder:aGk=}",
                "${const:java.io.File.separator}",
                "${docker.config}"
            })
    void looksNothingUp(String text) throws IOException {
        environment.put("DOCKER_CONFIG", "/etc/docker-config");
        assertEquals(text, load(Map.of("docker.command", text)).docker());
        write(beside, "docker.command = " + text);
        assertEquals(text, load(Map.of()).docker());
        environment.put("ARCHWEAVE_DOCKER_COMMAND", text);
        assertEquals(text, load(Map.of()).docker());
    }

    @Test
    void followsNoInclude() throws IOException {
        Path other = Files.writeString(folder.resolve("other.properties"), "docker.command = other\n");
        write(beside, "include = " + other);
        assertEquals(1, refusal().problems().size());
    }

    @Test
    void readsFilesAsUtf8() throws IOException {
        Files.writeString(
                beside.resolve("archweave.properties"), "docker.command = /opt/döcker\n", StandardCharsets.UTF_8);
        assertEquals("/opt/döcker", load(Map.of()).docker());
    }
}
