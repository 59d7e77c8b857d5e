package io.archweave.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** An Engine behind docker-java. Versions are not negotiated: the Engine answers in its own. */
public final class DockerJavaEngine implements Engine {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PULL_PATIENCE = Duration.ofMinutes(15);
    private static final int MAX_OUTPUT = 64 * 1024;

    private final EngineAddress address;
    private final Function<String, Optional<AuthConfig>> credentials;
    private final DockerClient client;

    /** For tests: an Engine behind a given client. */
    DockerJavaEngine(EngineAddress address, Function<String, Optional<AuthConfig>> credentials, DockerClient client) {
        this.address = address;
        this.credentials = credentials;
        this.client = client;
    }

    /**
     * Makes a client; nothing is asked of the Engine yet.
     *
     * @param credentials by registry host, because docker-java does not know credential helpers
     */
    public static DockerJavaEngine at(EngineAddress address, Function<String, Optional<AuthConfig>> credentials) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address.host())
                .withDockerTlsVerify(false)
                .build();
        ApacheDockerHttpClient http = new ApacheDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(PATIENCE)
                .maxConnections(64)
                .build();
        return new DockerJavaEngine(address, credentials, DockerClientImpl.getInstance(config, http));
    }

    @Override
    public EngineAddress address() {
        return address;
    }

    @Override
    public EngineFacts probe() {
        Info info = Interruptible.within(
                        PATIENCE,
                        () -> asked("its description", () -> client.infoCmd().exec()))
                .orElseThrow(() -> unreachable("does not answer within " + PATIENCE.toSeconds() + " s", null));
        boolean containerd = Optional.ofNullable(info.getDriverStatuses()).orElse(List.of()).stream()
                .anyMatch(pair -> pair.contains("io.containerd.snapshotter.v1"));
        Platform native_ =
                Platform.of(info.getOsType(), info.getArchitecture(), "").normalized();
        return new EngineFacts(
                info.getServerVersion(),
                native_.os(),
                native_.architecture(),
                Optional.ofNullable(info.getNCPU()).orElse(1),
                containerd);
    }

    @Override
    public void pull(String image, Platform platform) {
        var command = client.pullImageCmd(image).withPlatform(platform.toString());
        credentials.apply(hostOf(image)).ifPresent(command::withAuthConfig);
        asked("to pull " + image, () -> {
            try (var callback = command.exec(new ResultCallback.Adapter<PullResponseItem>() {})) {
                if (!callback.awaitCompletion(PULL_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw unreachable("did not pull " + image + " within " + PULL_PATIENCE, null);
                }
                return image;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable("was interrupted while pulling " + image, e);
            } catch (IOException e) {
                throw unreachable("broke off while pulling " + image, e);
            }
        });
    }

    private static String hostOf(String image) {
        return image.substring(0, Math.max(0, image.indexOf('/')));
    }

    @Override
    public void load(InputStream tar) {
        asked("to load an image", () -> {
            client.loadImageCmd(tar).exec();
            return "";
        });
    }

    @Override
    public ContainerResult run(String image, Platform platform, List<String> command, Duration timeout) {
        String id = asked("to create a container of " + image, () -> client.createContainerCmd(image)
                .withPlatform(platform.toString())
                .withEntrypoint(command.get(0))
                .withCmd(command.subList(1, command.size()))
                .withLabels(Map.of("io.archweave.role", "smoke-test"))
                .exec()
                .getId());
        try {
            asked("to start a container of " + image, () -> client.startContainerCmd(id)
                    .exec());
            int code = waitFor(id, timeout);
            return new ContainerResult(code, logs(id));
        } finally {
            asked("to remove a container", () -> client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec());
        }
    }

    /** Only ever after the start: an Engine answers at once for a container that has not begun. */
    private int waitFor(String id, Duration timeout) {
        return asked("for the end of a container", () -> {
            try (var callback = client.waitContainerCmd(id).start()) {
                return callback.awaitStatusCode(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (com.github.dockerjava.api.exception.DockerClientException e) {
                return -1;
            } catch (IOException e) {
                throw unreachable("broke off while a container ran", e);
            }
        });
    }

    private String logs(String id) {
        StringBuilder text = new StringBuilder();
        return asked("for the output of a container", () -> {
            try (var callback = client.logContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            if (text.length() < MAX_OUTPUT) {
                                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                            }
                        }
                    })) {
                callback.awaitCompletion(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return text.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return text.toString();
            } catch (IOException e) {
                throw unreachable("broke off while reading the output of a container", e);
            }
        });
    }

    @Override
    public void removeImage(String image) {
        try {
            client.removeImageCmd(image).withForce(true).exec();
        } catch (NotFoundException e) {
            // It is gone already, which is all that was wanted.
        } catch (DockerException e) {
            throw refused("to remove " + image, e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw unreachable("did not hang up", e);
        }
    }

    private <T> T asked(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (DockerException e) {
            throw refused(what, e);
        } catch (Unreachable e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreachable("does not answer: " + rootMessage(e), e);
        }
    }

    private Unreachable refused(String what, DockerException e) {
        FailureCategory category =
                e.getHttpStatus() == 401 || e.getHttpStatus() == 403 ? FailureCategory.AUTH : FailureCategory.INTERNAL;
        return new Unreachable(
                category,
                Problem.at("Docker Engine " + address, "was asked " + what + " and refused: " + EngineMessage.of(e)),
                e);
    }

    private Unreachable unreachable(String found, Throwable cause) {
        Problem problem = Problem.at("Docker Engine " + address, found)
                .remedy("is it running, and may you use it? `docker info` tells; DOCKER_HOST or a docker context names"
                        + " another one");
        return new Unreachable(FailureCategory.NODE_LOST, problem, cause);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
