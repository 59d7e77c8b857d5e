package io.archweave.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.command.RemoveContainerCmd;
import com.github.dockerjava.api.command.StartContainerCmd;
import com.github.dockerjava.api.command.WaitContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.WaitResponse;
import io.archweave.docker.Engine.ContainerResult;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.InOrder;

@Timeout(60)
class DockerJavaEngineRunTest {
    private static final String ID = "c0ffee";
    private static final String IMAGE = "registry.example.com/acme/app@sha256:" + "0".repeat(64);

    private final DockerClient client = mock(DockerClient.class);
    private final CreateContainerCmd create = mock(CreateContainerCmd.class, RETURNS_SELF);
    private final StartContainerCmd start = mock(StartContainerCmd.class);
    private final WaitContainerCmd wait = mock(WaitContainerCmd.class);
    private final LogContainerCmd logs = mock(LogContainerCmd.class, RETURNS_SELF);
    private final RemoveContainerCmd remove = mock(RemoveContainerCmd.class, RETURNS_SELF);
    private final DockerJavaEngine engine =
            new DockerJavaEngine(new EngineAddress("unix:///var/run/docker.sock"), host -> Optional.empty(), client);

    @BeforeEach
    void workWell() throws JsonProcessingException {
        CreateContainerResponse created = new CreateContainerResponse();
        created.setId(ID);
        when(create.exec()).thenReturn(created);
        when(client.createContainerCmd(IMAGE)).thenReturn(create);
        when(client.startContainerCmd(ID)).thenReturn(start);
        when(client.waitContainerCmd(ID)).thenReturn(wait);
        when(client.logContainerCmd(ID)).thenReturn(logs);
        when(client.removeContainerCmd(ID)).thenReturn(remove);
        ends(0);
        prints("hello\n");
    }

    private void ends(int code) throws JsonProcessingException {
        WaitResponse response = new ObjectMapper().readValue("{\"StatusCode\":" + code + "}", WaitResponse.class);
        WaitContainerResultCallback callback = new WaitContainerResultCallback();
        callback.onNext(response);
        callback.onComplete();
        when(wait.start()).thenReturn(callback);
    }

    private void prints(String... texts) {
        doAnswer(call -> {
                    ResultCallback<Frame> callback = call.getArgument(0);
                    for (String text : texts) {
                        callback.onNext(new Frame(StreamType.STDOUT, text.getBytes(StandardCharsets.UTF_8)));
                    }
                    callback.onComplete();
                    return callback;
                })
                .when(logs)
                .exec(any());
    }

    private ContainerResult run(String... command) {
        return engine.run(IMAGE, Platform.parse("linux/arm64"), List.of(command), Duration.ofMillis(50));
    }

    @Test
    void givesTheExitCodeAndWhatWasPrinted() throws Exception {
        ends(3);
        prints("one\n", "two\n");
        assertEquals(new ContainerResult(3, "one\ntwo\n"), run("app", "--version"));
    }

    @Test
    void runsTheCommandItselfOnThePlatform() {
        run("app", "--flag", "$(id) two words");

        verify(create).withPlatform("linux/arm64");
        verify(create).withEntrypoint("app");
        verify(create).withCmd(List.of("--flag", "$(id) two words"));
        verify(create).withLabels(Map.of("io.archweave.role", "smoke-test"));
    }

    @Test
    void waitsOnlyAfterTheStartAndRemovesTheContainerLast() {
        run("app");

        InOrder order = inOrder(create, start, wait, logs, remove);
        order.verify(create).exec();
        order.verify(start).exec();
        order.verify(wait).start();
        order.verify(logs).exec(any());
        order.verify(remove).withForce(true);
        order.verify(remove).withRemoveVolumes(true);
        order.verify(remove).exec();
    }

    @Test
    void givesWhatWasPrintedSoFarIfTheTimeIsUp() {
        when(wait.start()).thenReturn(new WaitContainerResultCallback());
        prints("still starting\n");

        assertEquals(new ContainerResult(-1, "still starting\n"), run("app"));
        verify(remove).exec();
    }

    @Test
    void keepsNoEndlessOutput() {
        String kilobyte = "x".repeat(1024);
        prints(Collections.nCopies(100, kilobyte).toArray(String[]::new));
        assertEquals(64 * 1024, run("app").output().length());
    }

    @Test
    void removesTheContainerThatDoesNotStart() {
        when(start.exec())
                .thenThrow(new BadRequestException(
                        "Status 400: {\"message\":\"exec: \\\"app\\\": executable file not found in $PATH\"}"));
        Unreachable e = assertThrows(Unreachable.class, () -> run("app"));

        assertTrue(
                e.getMessage()
                        .endsWith("was asked to start a container of " + IMAGE
                                + " and refused: exec: \"app\": executable file not found in $PATH"),
                e.getMessage());
        verify(remove).exec();
        verifyNoInteractions(wait);
    }

    @Test
    void removesTheContainerWhoseOutputCanNotBeRead() {
        doThrow(new IllegalStateException("connection reset")).when(logs).exec(any());
        Unreachable e = assertThrows(Unreachable.class, () -> run("app"));

        assertTrue(e.getMessage().contains("does not answer: connection reset"), e.getMessage());
        verify(remove).exec();
    }

    @Test
    void hasNothingToRemoveIfNoContainerWasMade() {
        doThrow(new NotFoundException("Status 404: {\"message\":\"no such image\"}"))
                .when(create)
                .exec();
        Unreachable e = assertThrows(Unreachable.class, () -> run("app"));

        assertTrue(e.getMessage().endsWith("refused: no such image"), e.getMessage());
        verifyNoInteractions(remove);
    }
}
