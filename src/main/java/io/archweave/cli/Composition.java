package io.archweave.cli;

import com.github.dockerjava.api.model.AuthConfig;
import io.archweave.docker.DockerJavaEngine;
import io.archweave.docker.EngineLocator;
import io.archweave.matrix.Destination;
import io.archweave.process.ChildProcesses;
import io.archweave.registry.Credential;
import io.archweave.registry.DockerCredentials;
import io.archweave.registry.HttpRegistry;
import io.archweave.registry.ImageStore;
import io.archweave.registry.RegistryOptions;
import io.archweave.run.Ports;
import io.archweave.settings.Settings;
import io.archweave.settings.SettingsLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the real edges behind the ports. */
final class Composition implements CommandContext {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;

    Composition(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Path stateFolder() {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return Path.of(environment.getOrDefault("ARCHWEAVE_HOME", home + "/.archweave"));
    }

    @Override
    public ImageStore registries(Set<String> insecureHosts) {
        return registries(settings(Path.of("")), insecureHosts);
    }

    /** The settings that hold beside a matrix file. */
    Settings settings(Path folder) {
        return new SettingsLoader(environment, stateFolder()).load(Map.of(), folder);
    }

    private static ImageStore registries(Settings settings, Set<String> insecureHosts) {
        Set<String> insecure = new HashSet<>(settings.insecureRegistries());
        insecure.addAll(insecureHosts);
        RegistryOptions defaults = RegistryOptions.defaults(settings.dockerConfig());
        return new HttpRegistry(new RegistryOptions(
                insecure,
                settings.dockerConfig(),
                defaults.connectTimeout(),
                settings.registryTimeout(),
                settings.registryRetries(),
                defaults.concurrency()));
    }

    /** The edges for a release to these places. */
    Ports ports(Settings settings, List<Destination> destinations, Set<String> insecureHosts) {
        Set<String> insecure = new HashSet<>(insecureHosts);
        for (Destination destination : destinations) {
            if (destination instanceof Destination.OfRegistry registry && registry.insecure()) {
                insecure.add(registry.host());
            }
        }
        DockerCredentials credentials = DockerCredentials.of(settings.dockerConfig());
        return new Ports(
                new ChildProcesses(),
                settings.docker(),
                settings.dockerConfig(),
                address -> DockerJavaEngine.at(address, host -> authConfig(credentials, host)),
                new EngineLocator(environment, settings.dockerConfig()).locate(),
                registries(settings, insecure),
                settings.runs());
    }

    private static Optional<AuthConfig> authConfig(DockerCredentials credentials, String host) {
        return credentials.lookup(host).map(credential -> {
            AuthConfig config = new AuthConfig().withRegistryAddress(host);
            if (credential instanceof Credential.UserPassword user) {
                return config.withUsername(user.user())
                        .withPassword(user.password().reveal());
            }
            return config.withIdentityToken(
                    ((Credential.IdentityToken) credential).token().reveal());
        });
    }
}
