package io.archweave.docker;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Platform;
import io.archweave.process.Command;
import io.archweave.process.Exit;
import io.archweave.process.ProcessRunner;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The docker command's buildx, with a list of builders of its own so that it neither sees nor changes the user's.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/buildx/">docker buildx</a>
 */
public final class Buildx {
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)");
    private static final Pattern PLATFORMS = Pattern.compile("(?m)^Platforms:\\s*(.+)$");
    private static final int OLDEST_MINOR = 13;

    private final ProcessRunner runner;
    private final String docker;
    private final Map<String, String> environment;

    /**
     * Only takes note; nothing is started.
     *
     * @param docker the docker command, by name or path
     * @param dockerConfig the folder of Docker's {@code config.json}, for the credentials of pushes
     * @param configFolder where buildx keeps its list of builders
     */
    public Buildx(ProcessRunner runner, String docker, Path dockerConfig, Path configFolder) {
        this.runner = runner;
        this.docker = docker;
        this.environment = Map.of("DOCKER_CONFIG", dockerConfig.toString(), "BUILDX_CONFIG", configFolder.toString());
    }

    /** The docker command. */
    public String program() {
        return docker;
    }

    /** The variables every call needs. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Throws {@link InvalidInput} unless buildx 0.13 or newer is there. */
    public void requireUsable() throws InterruptedException {
        ProcessRunner.Output output = call("version");
        Matcher version = VERSION.matcher(output.out().replaceFirst("^\\S+\\s+", ""));
        if (output.exit() != Exit.OK || !version.find()) {
            throw new InvalidInput(Problem.at(docker + " buildx", "the docker command has no buildx")
                    .remedy("install it: Debian's package is docker-buildx, Docker's is docker-buildx-plugin"));
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major == 0 && minor < OLDEST_MINOR) {
            throw new InvalidInput(Problem.at(docker + " buildx", "found version " + version.group())
                    .expected("0." + OLDEST_MINOR + " or newer"));
        }
    }

    /** Makes a builder out of a buildkitd behind a socket. */
    public void createRemote(String builder, Path socket) throws InterruptedException {
        ProcessRunner.Output output = call("create", "--name", builder, "--driver", "remote", "unix://" + socket);
        if (output.exit() != Exit.OK) {
            throw failed("can't make a builder", output);
        }
    }

    /** The platforms that a builder says it can build. */
    public Set<Platform> platforms(String builder) throws InterruptedException {
        ProcessRunner.Output output = call("inspect", builder);
        Matcher line = PLATFORMS.matcher(output.out());
        if (output.exit() != Exit.OK || !line.find()) {
            throw failed("can't ask the builder what it can build", output);
        }
        Set<Platform> platforms = new TreeSet<>(Comparator.comparing(Platform::toString));
        for (String word : line.group(1).replace("*", "").split(",\\s*", -1)) {
            String[] parts = word.strip().split("/", -1);
            if (parts.length > 1) {
                platforms.add(Platform.of(parts[0], parts[1], parts.length > 2 ? parts[2] : "")
                        .normalized());
            }
        }
        return platforms;
    }

    private ProcessRunner.Output call(String... arguments) throws InterruptedException {
        String[] all = new String[arguments.length + 2];
        all[0] = docker;
        all[1] = "buildx";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return runner.capture(Command.of(all).with(environment));
    }

    private Unreachable failed(String found, ProcessRunner.Output output) {
        String said = output.err().strip().lines().reduce((first, last) -> last).orElse("nothing");
        return new Unreachable(FailureCategory.NODE_LOST, Problem.at(docker + " buildx", found + ": " + said));
    }
}
