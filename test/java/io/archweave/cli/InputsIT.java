package io.archweave.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inputs of a build reach BuildKit, and what they ask for is in the image or in the registry. */
class InputsIT {
    @TempDir
    private Path folder;

    @Test
    void everyInputReachesTheBuild() throws Exception {
        Testbed testbed = new Testbed(folder);
        testbed.write("app/marker", "from the named context");
        testbed.write("token", "tok-123");
        testbed.write(
                "archweave.yaml",
                "version: 1",
                "registry: ${env:REGISTRY}",
                "platforms: [linux/amd64, linux/arm64]",
                "params: {greeting: {type: choice, choices: [hello, servus], default: hello}}",
                "targets:",
                "  app:",
                "    context: app",
                "    dockerfile-inline: |",
                "      ARG BASE",
                "      FROM ${BASE_ESCAPED} AS build",
                "      RUN --mount=type=secret,id=token test \"$(cat /run/secrets/token)\" = tok-123",
                "      RUN --mount=type=secret,id=path test -s /run/secrets/path",
                "      RUN grep -q '192.0.2.7.*db.example.com' /etc/hosts",
                "      RUN test \"$(ulimit -n)\" = 1024",
                "      COPY --from=other marker /marker",
                "      ARG GREETING",
                "      RUN echo $GREETING > /greeting",
                "      FROM build AS late",
                "      RUN false",
                "    stage: build",
                "    contexts: {other: app}",
                "    args: {BASE: '${env:BASE}', GREETING: '${param:greeting}'}",
                "    labels: {org.example.label: labelled}",
                "    annotations: {manifest: {org.example.note: of the image}, index: {org.example.note: of the list}}",
                "    secrets: {token: {file: token}, path: {env: PATH}}",
                "    add-hosts: {db.example.com: 192.0.2.7}",
                "    shm-size: 128m",
                "    ulimits: {nofile: '1024:1024'}",
                "    source-date-epoch: 1700000000",
                "    no-cache: true",
                "    cache: {to: '${env:REGISTRY}/cache'}",
                "    tags: ['1', {tag: fixed, immutable: true}]",
                "    test: {run: [cat, /greeting, /marker], expect: servus}");
        Path matrix = folder.resolve("archweave.yaml");
        Files.writeString(matrix, Files.readString(matrix).replace("${BASE_ESCAPED}", "$${BASE}"));

        testbed.release("--set", "greeting=servus").expect(ExitCodes.DONE);

        JsonNode list = raw(testbed.registry() + "/app:1");
        assertEquals("of the list", list.at("/annotations/org.example.note").asText());
        for (JsonNode child : list.path("manifests")) {
            if (child.at("/platform/os").asText().equals("linux")) {
                JsonNode image =
                        raw(testbed.registry() + "/app@" + child.path("digest").asText());
                assertEquals(
                        "of the image",
                        image.at("/annotations/org.example.note").asText());
            }
        }
        String created = Testbed.tool(
                "skopeo",
                "inspect",
                "--tls-verify=false",
                "--format",
                "{{.Created.Unix}} {{index .Labels \"org.example.label\"}}",
                "docker://" + testbed.registry() + "/app:1");
        assertEquals("1700000000 labelled", created);
        for (String platform : new String[] {"linux-amd64", "linux-arm64"}) {
            assertFalse(raw(testbed.registry() + "/cache:app-" + platform).isEmpty(), platform);
        }

        Testbed.Result moved = testbed.release("--set", "greeting=hello");
        assertEquals(ExitCodes.CELL_FAILED, moved.code(), moved::out);
        Files.writeString(matrix, Files.readString(matrix).replace("expect: servus", "expect: hello"));
        Testbed.Result held = testbed.release("--set", "greeting=hello").expect(ExitCodes.NOT_AS_DECLARED);
        assertTrue(held.out().contains("is immutable"), held.out());
        assertFalse(held.out().contains("tok-123") || held.err().contains("tok-123"));
    }

    private static JsonNode raw(String image) throws Exception {
        return new ObjectMapper()
                .readTree(Testbed.tool("skopeo", "inspect", "--tls-verify=false", "--raw", "docker://" + image));
    }
}
