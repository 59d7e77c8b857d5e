package io.archweave.oci;

import java.util.regex.Pattern;

/**
 * A place in a registry that holds manifests and blobs.
 *
 * @param host with port if it has one; Docker Hub is {@code docker.io}
 * @param path such as {@code library/alpine}
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">distribution-spec</a>
 */
public record Repository(String host, String path) {
    private static final Pattern HOST =
            Pattern.compile("(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");

    /** Throws {@link IllegalArgumentException} with a message for a person if host or path is malformed. */
    public Repository {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + host + "' is not a registry host");
        }
        if (path.length() > 255 || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("'" + path
                    + "' is not a repository name; expected lower-case letters, digits and single . _ - between them");
        }
    }

    /**
     * Reads a name as the docker commands do: without a host it is Docker Hub's, without a slash it is in
     * {@code library/}. Throws {@link IllegalArgumentException} if it is malformed.
     */
    public static Repository parse(String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean hosted = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (!hosted) {
            return new Repository("docker.io", slash < 0 ? "library/" + name : name);
        }
        String host = first.equals("index.docker.io") ? "docker.io" : first;
        return new Repository(host, name.substring(slash + 1));
    }

    /** The manifest with this tag here. */
    public Reference tagged(String tag) {
        return new Reference(this, tag);
    }

    /** The manifest with this digest here. */
    public Reference pinned(Digest digest) {
        return new Reference(this, digest.value());
    }

    /** {@code host/path}, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return host + "/" + path;
    }
}
