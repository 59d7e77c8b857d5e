package io.archweave.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/** Knows a few names, all of which are this machine. */
final class TestNames implements DnsResolver {
    private final Set<String> names;

    TestNames(String... names) {
        this.names = Set.of(names);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (names.contains(host) || host.equals("127.0.0.1")) {
            return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
        }
        throw new UnknownHostException(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
