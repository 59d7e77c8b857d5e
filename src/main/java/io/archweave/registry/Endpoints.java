package io.archweave.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where each registry is, with TLS or without. TLS is the rule. A loopback host is first asked without, and is held to
 * TLS if it says that it wants it; a host that was named insecure is first asked with TLS, and without only if it does
 * not know TLS. What was found holds for as long as this object lives.
 */
final class Endpoints {
    private final Set<String> insecureHosts;
    private final Wire wire;
    private final Map<RegistryHost, URI> found = new ConcurrentHashMap<>();

    Endpoints(Set<String> insecureHosts, Wire wire) {
        this.insecureHosts = insecureHosts;
        this.wire = wire;
    }

    /** Scheme and authority of the host; throws {@link IOException} if it had to be asked and gave no answer. */
    URI of(RegistryHost host) throws IOException {
        Optional<URI> known = Optional.ofNullable(found.get(host));
        if (known.isPresent()) {
            return known.get();
        }
        URI settled = URI.create(scheme(host) + "://" + host.endpoint());
        found.put(host, settled);
        return settled;
    }

    /** Whether secrets and digests may be entrusted to this address. */
    boolean isAllowed(URI uri) {
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && mayBePlain(host(uri)));
    }

    /**
     * The address that a registry means by {@code location}. One that names the registry itself without TLS comes from
     * a proxy that keeps the TLS from it, and is put right. Throws {@link IOException} if it is none or not allowed.
     */
    URI locate(URI from, String location) throws IOException {
        URI uri;
        try {
            uri = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new MisdirectedException(from.getAuthority() + " sent on to '" + location + "', which is no address");
        }
        if ("http".equals(uri.getScheme())
                && "https".equals(from.getScheme())
                && uri.getRawAuthority().equals(from.getRawAuthority())) {
            return URI.create("https" + uri.toString().substring("http".length()));
        }
        if (uri.getHost() == null || !isAllowed(uri)) {
            throw new MisdirectedException(from.getAuthority() + " sent on to " + withoutQuery(uri)
                    + ", which is neither https nor a host that may be spoken to without TLS");
        }
        return uri;
    }

    /** Whether both lie on the same server, so that what one may know the other may. */
    static boolean sameServer(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    /** The address without what may hold a signature. */
    static String withoutQuery(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private static RegistryHost host(URI uri) {
        return new RegistryHost(uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
    }

    private boolean mayBePlain(RegistryHost host) {
        return host.isLoopback() || host.isAmong(insecureHosts);
    }

    private String scheme(RegistryHost host) throws IOException {
        if (host.isLoopback()) {
            return wantsTls(host) ? "https" : "http";
        }
        return host.isAmong(insecureHosts) && !knowsTls(host) ? "http" : "https";
    }

    /** Servers in Go and nginx answer plain HTTP on a TLS port with 400 and a sentence about HTTPS. */
    private boolean wantsTls(RegistryHost host) throws IOException {
        try (Answer answer = ping("http", host)) {
            return answer.status() == 400
                    && new String(answer.errorBytes(), StandardCharsets.UTF_8)
                            .toUpperCase(Locale.ROOT)
                            .contains("HTTPS");
        }
    }

    /** Servers without TLS answer a greeting in TLS with 400, hang up, or wait for more until our patience ends. */
    private boolean knowsTls(RegistryHost host) throws IOException {
        try {
            ping("https", host).close();
            return true;
        } catch (IOException e) {
            if (Breakage.isCertificate(e)) {
                throw e;
            }
            return !answersPlainly(host, e);
        }
    }

    private boolean answersPlainly(RegistryHost host, IOException withTls) throws IOException {
        try {
            ping("http", host).close();
            return true;
        } catch (IOException e) {
            withTls.addSuppressed(e);
            throw withTls;
        }
    }

    private Answer ping(String scheme, RegistryHost host) throws IOException {
        return wire.send(HttpCall.get(URI.create(scheme + "://" + host.endpoint() + "/v2/")));
    }
}
