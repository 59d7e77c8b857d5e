package io.archweave.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.archweave.Golden;
import io.archweave.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildLogTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");
    private static final Platform ARMV7 = Platform.parse("linux/arm/v7");
    private static final Platform S390X = Platform.parse("linux/s390x");
    private static final String FAILED =
            "process \"/bin/sh -c test $(uname -m) != s390x\" did not complete successfully: exit code: 1";

    private final List<String> lines = new ArrayList<>();

    private BuildLog log(Platform... platforms) {
        return new BuildLog(List.of(platforms), lines::add);
    }

    private BuildLog recorded(String name) {
        BuildLog log = log(AMD64, ARM64, S390X);
        ProgressReader reader = new ProgressReader(log::event, log::text);
        Recordings.lines(name).forEach(reader::line);
        return log;
    }

    private static void event(BuildLog log, String json) throws JsonProcessingException {
        log.event(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    private static void print(BuildLog log, String vertex, String text) throws JsonProcessingException {
        String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        event(log, "{'logs':[{'vertex':'" + vertex + "','stream':1,'data':'" + data + "'}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"three-platforms", "one-platform-fails"})
    void tellsARecordedBuildInLinesForAPerson(String recording) {
        recorded(recording);
        Golden.check(Path.of("test/resources/build", recording + "-lines.txt"), String.join("\n", lines) + "\n");
    }

    @Test
    void measuresEachPlatformFromItsFirstStepToItsLast() {
        BuildLog log = recorded("three-platforms");

        assertEquals(Optional.of(Duration.ofNanos(391_766_259)), log.took(AMD64));
        assertEquals(Optional.of(Duration.ofNanos(388_378_502)), log.took(S390X));
        assertEquals(Optional.empty(), log.took(ARMV7));
    }

    @Test
    void findsNoErrorWhereThereIsNone() {
        BuildLog log = recorded("three-platforms");
        assertEquals(
                List.of(),
                List.of(AMD64, ARM64, S390X).stream()
                        .flatMap(each -> log.error(each).stream())
                        .toList());
    }

    @Test
    void blamesOnlyTheGuiltyPlatform() {
        BuildLog log = recorded("one-platform-fails");

        assertEquals(Optional.of(FAILED), log.error(S390X));
        assertEquals(Optional.empty(), log.error(ARM64));
        assertEquals(Optional.empty(), log.error(AMD64));
        assertEquals("failed to solve: " + FAILED, log.verdict());
    }

    @Test
    void showsTheLastWordsOfAPlatformAndWhereInTheDockerfileItFailed() {
        BuildLog log = recorded("one-platform-fails");

        assertEquals(List.of("Bad:2", "-".repeat(20)), log.tail(S390X).subList(0, 2));
        assertEquals(
                "runc run failed: container process is already dead",
                log.tail(ARM64).get(0));
        assertTrue(log.tail(S390X).contains("   2 | >>> RUN test $(uname -m) != s390x"));
        assertTrue(log.tail(S390X).stream().noneMatch(line -> line.startsWith("ERROR: ")));
    }

    @ParameterizedTest
    @CsvSource({
        "[linux/arm64 2/3] RUN make, linux/arm64",
        "[linux/arm64 build 2/3] RUN make, linux/arm64",
        "[linux/arm/v7 build 2/3] RUN make, linux/arm/v7",
        "[linux/arm64 internal] load metadata for docker.io/library/debian:12, linux/arm64",
        "[internal] load .dockerignore, ''",
        "[linux/s390x 2/3] RUN make, ''",
        "exporting to image, ''"
    })
    void knowsThePlatformOfAStepByItsName(String step, String platform) throws Exception {
        BuildLog log = log(AMD64, ARM64, ARMV7);
        event(log, "{'vertexes':[{'digest':'v','name':'" + step + "'}]}");
        print(log, "v", "hello\n");

        String expected = (platform.isEmpty() ? "" : platform + "  ") + "hello";
        assertEquals(expected, lines.get(lines.size() - 1));
    }

    @Test
    void givesWhatNoStepOwnsToEveryPlatform() throws Exception {
        BuildLog log = log(AMD64, ARM64);
        event(log, "{'vertexes':[{'digest':'v','name':'exporting to image'}]}");
        print(log, "v", "pushing\n");

        assertEquals(List.of("pushing"), log.tail(AMD64));
        assertEquals(List.of("pushing"), log.tail(ARM64));
    }

    @Test
    void givesEverythingToTheOnlyPlatform() throws Exception {
        BuildLog log = log(ARM64);
        event(
                log,
                "{'vertexes':[{'digest':'v','name':'[1/2] RUN make','started':'2026-01-02T03:04:05Z',"
                        + "'completed':'2026-01-02T03:04:07.5Z','error':'exit code: 2'}]}");

        assertEquals(Optional.of("exit code: 2"), log.error(ARM64));
        assertEquals(Optional.of(Duration.ofMillis(2500)), log.took(ARM64));
        assertEquals(List.of("error: [1/2] RUN make: exit code: 2"), lines);
    }

    @Test
    void namesAStepOnceAndSaysIfItWasCached() throws Exception {
        BuildLog log = log(AMD64);
        event(log, "{'vertexes':[{'digest':'a','name':'[1/2] FROM debian','cached':true}]}");
        event(log, "{'vertexes':[{'digest':'a','name':'[1/2] FROM debian','completed':'2026-01-02T03:04:05Z'}]}");
        event(log, "{'vertexes':[{'digest':'b','name':'[internal] load .dockerignore'}]}");

        assertEquals(List.of("[1/2] FROM debian (cached)"), lines);
    }

    @Test
    void tellsWarnings() throws Exception {
        String warning = Base64.getEncoder().encodeToString("LegacyKeyValueFormat".getBytes(StandardCharsets.UTF_8));
        event(log(AMD64), "{'warnings':[{'vertex':'v','level':1,'short':'" + warning + "'}]}");
        assertEquals(List.of("warning: LegacyKeyValueFormat"), lines);
    }

    @Test
    void keepsTheLastFortyLines() throws Exception {
        BuildLog log = log(AMD64);
        event(log, "{'vertexes':[{'digest':'v','name':'[1/1] RUN seq 100'}]}");
        print(
                log,
                "v",
                String.join(
                        "\n",
                        IntStream.rangeClosed(1, 100)
                                .mapToObj(Integer::toString)
                                .toList()));
        log.text("the very last");

        assertEquals(40, log.tail(AMD64).size());
        assertEquals("62", log.tail(AMD64).get(0));
        assertEquals("the very last", log.tail(AMD64).get(39));
    }

    @Test
    void leavesOutWhatTheGoRuntimeSaysOfCancelledConnections() {
        BuildLog log = log(AMD64);
        log.text("2026/11/23 23:55:01 http2: server connection error from localhost: CANCEL");
        assertEquals(List.of(), lines);
        assertEquals("buildx ended without a word", log.verdict());
    }

    @Test
    void takesTheLastErrorForTheVerdictAndElseTheLastLine() {
        BuildLog log = log(AMD64);
        log.text("ERROR: first");
        log.text("ERROR: no builder \"x\" found");
        log.text("see the manual");
        assertEquals("no builder \"x\" found", log.verdict());

        BuildLog other = log(AMD64);
        other.text("docker: 'buildx' is not a docker command.");
        assertEquals("docker: 'buildx' is not a docker command.", other.verdict());
    }
}
