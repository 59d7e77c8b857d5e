package io.archweave.registry;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the name of a registry says before anything is sent to it.
 *
 * @param name with port if it has one, as in a reference
 */
record RegistryHost(String name) {
    private static final String DOCKER_HUB = "docker.io";
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(?:\\.[0-9]{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":[0-9]+$");

    RegistryHost {
        name = name.toLowerCase(Locale.ROOT);
    }

    /** Where requests go: Docker Hub answers under another name than it is called by. */
    String endpoint() {
        return name.equals(DOCKER_HUB) ? "registry-1.docker.io" : name;
    }

    /** The name that {@code docker login} and its helpers keep credentials under. */
    String credentialKey() {
        return name.equals(DOCKER_HUB) ? "https://index.docker.io/v1/" : name;
    }

    /** What a person types behind {@code docker login}. */
    String loginName() {
        return name.equals(DOCKER_HUB) ? "" : name;
    }

    /** Whether only this machine can answer under the name, so that nobody can listen in. */
    boolean isLoopback() {
        String host = withoutPort();
        return host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK_ADDRESS.matcher(host).matches();
    }

    /** Whether one of these names, with the same port or without any, means this host. */
    boolean isAmong(Set<String> names) {
        return names.stream().anyMatch(other -> other.equalsIgnoreCase(name) || other.equalsIgnoreCase(withoutPort()));
    }

    private String withoutPort() {
        return PORT.matcher(name).replaceFirst("");
    }

    @Override
    public String toString() {
        return name;
    }
}
