package io.archweave.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InfoCmd;
import com.github.dockerjava.api.command.LoadImageCmd;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.command.RemoveImageCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.PullResponseItem;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DockerJavaEngineTest {
    private static final String IMAGE = "registry.example.com:5000/acme/app@sha256:" + "0".repeat(64);
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    /** Where docker-java writes every failure of a call down before it throws it; kept so that it stays quiet. */
    private static final Logger CALLBACKS = Logger.getLogger("com.github.dockerjava.api.async");

    private final DockerClient client = mock(DockerClient.class);
    private final Map<String, AuthConfig> credentials = new HashMap<>();
    private final DockerJavaEngine engine = new DockerJavaEngine(
            new EngineAddress("unix:///var/run/docker.sock"),
            host -> Optional.ofNullable(credentials.get(host)),
            client);

    @BeforeAll
    static void expectFailures() {
        CALLBACKS.setLevel(Level.OFF);
    }

    private void says(String json) throws JsonProcessingException {
        InfoCmd command = mock(InfoCmd.class);
        when(command.exec()).thenReturn(new ObjectMapper().readValue(json, Info.class));
        when(client.infoCmd()).thenReturn(command);
    }

    private void says(RuntimeException failure) {
        InfoCmd command = mock(InfoCmd.class);
        when(command.exec()).thenThrow(failure);
        when(client.infoCmd()).thenReturn(command);
    }

    private PullImageCmd pulls(RuntimeException failure) {
        PullImageCmd command = mock(PullImageCmd.class, RETURNS_SELF);
        when(command.exec(any())).thenAnswer(call -> {
            ResultCallback<PullResponseItem> callback = call.getArgument(0);
            if (failure != null) {
                callback.onError(failure);
            }
            callback.onComplete();
            return callback;
        });
        when(client.pullImageCmd(IMAGE)).thenReturn(command);
        return command;
    }

    @Test
    void tellsWhatAnEngineSaysOfItself() throws Exception {
        says("{\"ServerVersion\":\"28.5.1\",\"OSType\":\"linux\",\"Architecture\":\"x86_64\",\"NCPU\":12,"
                + "\"DriverStatus\":[[\"driver-type\",\"io.containerd.snapshotter.v1\"]]}");
        assertEquals(new EngineFacts("28.5.1", "linux", "amd64", 12, true), engine.probe());
    }

    @ParameterizedTest
    @CsvSource({"x86_64, amd64", "aarch64, arm64", "armv7l, armv7l", "riscv64, riscv64", "s390x, s390x"})
    void namesTheArchitectureAsGoDoes(String uname, String architecture) throws Exception {
        says("{\"ServerVersion\":\"28.5.1\",\"OSType\":\"linux\",\"Architecture\":\"" + uname + "\",\"NCPU\":1}");
        assertEquals(architecture, engine.probe().architecture());
    }

    @ParameterizedTest
    @CsvSource({"'[[\"Backing Filesystem\",\"extfs\"],[\"Supports d_type\",\"true\"]]'", "'[]'", "null"})
    void noticesThatTheContainerdStoreIsNotInUse(String status) throws Exception {
        says("{\"ServerVersion\":\"26.1.5\",\"OSType\":\"linux\",\"Architecture\":\"x86_64\",\"DriverStatus\":" + status
                + "}");
        assertEquals(new EngineFacts("26.1.5", "linux", "amd64", 1, false), engine.probe());
    }

    @Test
    void tellsThatNobodyAnswers() {
        says(new RuntimeException(new ConnectException("No such file or directory")));
        Unreachable e = assertThrows(Unreachable.class, engine::probe);

        assertEquals(FailureCategory.NODE_LOST, e.category());
        assertEquals(
                "Docker Engine unix:///var/run/docker.sock: does not answer: No such file or directory\n"
                        + "    is it running, and may you use it? `docker info` tells; DOCKER_HOST or a docker context"
                        + " names another one",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"401, AUTH", "403, AUTH", "500, INTERNAL"})
    void tellsWhatTheEngineRefusesInItsOwnWords(int status, FailureCategory category) {
        says(new DockerException("Status " + status + ": {\"message\":\"not you\"}\n", status));
        Unreachable e = assertThrows(Unreachable.class, engine::probe);

        assertEquals(category, e.category());
        assertEquals(
                "Docker Engine unix:///var/run/docker.sock: was asked its description and refused: not you",
                e.getMessage());
    }

    @Test
    void pullsForThePlatform() {
        PullImageCmd command = pulls(null);
        engine.pull(IMAGE, ARM64);
        verify(command).withPlatform("linux/arm64");
    }

    @Test
    void showsTheCredentialsOfTheRegistryWhenItPulls() {
        AuthConfig mine = new AuthConfig().withUsername("me").withPassword("secret");
        credentials.put("registry.example.com:5000", mine);
        PullImageCmd command = pulls(null);
        engine.pull(IMAGE, ARM64);
        verify(command).withAuthConfig(mine);
    }

    @Test
    void showsNobodyElsesCredentials() {
        credentials.put("docker.io", new AuthConfig().withUsername("me"));
        PullImageCmd command = pulls(null);
        engine.pull(IMAGE, ARM64);
        verify(command, never()).withAuthConfig(any());
    }

    @Test
    void tellsWhyAnImageCanNotBePulled() {
        pulls(new NotFoundException("Status 404: {\"message\":\"manifest unknown\"}"));
        Unreachable e = assertThrows(Unreachable.class, () -> engine.pull(IMAGE, ARM64));
        assertTrue(
                e.getMessage().endsWith("was asked to pull " + IMAGE + " and refused: manifest unknown"),
                e.getMessage());
    }

    @Test
    void loadsATar() {
        LoadImageCmd command = mock(LoadImageCmd.class);
        InputStream tar = InputStream.nullInputStream();
        when(client.loadImageCmd(tar)).thenReturn(command);
        engine.load(tar);
        verify(command).exec();
    }

    private RemoveImageCmd removes() {
        RemoveImageCmd command = mock(RemoveImageCmd.class, RETURNS_SELF);
        when(client.removeImageCmd(IMAGE)).thenReturn(command);
        return command;
    }

    @Test
    void removesAnImageThoughSomethingHoldsIt() {
        RemoveImageCmd command = removes();
        engine.removeImage(IMAGE);
        verify(command).withForce(true);
        verify(command).exec();
    }

    @Test
    void doesNotMindThatAnImageIsGoneAlready() {
        RemoveImageCmd command = removes();
        doThrow(new NotFoundException("no such image")).when(command).exec();
        engine.removeImage(IMAGE);
        verify(command).exec();
    }

    @Test
    void tellsWhyAnImageStays() {
        RemoveImageCmd command = removes();
        doThrow(new ConflictException("Status 409: {\"message\":\"image is being used\"}"))
                .when(command)
                .exec();
        Unreachable e = assertThrows(Unreachable.class, () -> engine.removeImage(IMAGE));
        assertTrue(e.getMessage().endsWith("was asked to remove " + IMAGE + " and refused: image is being used"));
    }

    @Test
    void hangsUp() throws IOException {
        engine.close();
        verify(client).close();
    }
}
