package io.archweave.registry;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Agrees on TLS with each host by the certificates that are trusted there, and with no host by those of another. */
final class HostTrust implements TlsSocketStrategy {
    private final TlsSocketStrategy usual = DefaultClientTlsStrategy.createDefault();
    private final Map<String, TlsSocketStrategy> byHost;

    private HostTrust(Map<String, TlsSocketStrategy> byHost) {
        this.byHost = byHost;
    }

    /**
     * Trusts what Java trusts, and on these hosts what their PEM files hold as well. Throws {@link InvalidInput} with
     * every file that is missing or holds no certificate.
     */
    static HostTrust of(Map<String, Path> certificates) {
        Map<String, TlsSocketStrategy> strategies = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        new TreeMap<>(certificates).forEach((host, file) -> {
            try {
                PemFile pem = new PemFile("certificates of " + host, file);
                strategies.put(new RegistryHost(host).endpoint(), new DefaultClientTlsStrategy(pem.andJavas()));
            } catch (InvalidInput e) {
                problems.addAll(e.problems());
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new HostTrust(strategies);
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        String host = target.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(byHost.get(host + ":" + port))
                .or(() -> Optional.ofNullable(byHost.get(host)))
                .orElse(usual)
                .upgrade(socket, target, port, attachment, context);
    }
}
