package io.archweave.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one request and hands back what was answered, be it an error: redirects, credentials and further attempts are
 * the business of others, as each of them decides differently from what HttpClient would.
 */
final class Wire implements AutoCloseable {
    /** {@link #permits} limit what is under way; the pool must never do, as a download waits for an upload. */
    private static final int CONNECTIONS = 10_000;

    /** From this size on it is worth a round trip to learn that the body is not wanted. */
    private static final long LARGE = 64L * 1024;

    private final CloseableHttpClient client;
    private final RequestConfig plainRequest;
    private final RequestConfig largeRequest;
    private final Semaphore permits;

    /** Throws {@link io.archweave.failure.InvalidInput} if a host's certificates can't be read. */
    Wire(RegistryOptions options, DnsResolver names) {
        Timeout silence = Timeout.of(options.readTimeout());
        plainRequest = RequestConfig.custom()
                .setResponseTimeout(silence)
                .setRedirectsEnabled(false)
                .build();
        largeRequest =
                RequestConfig.copy(plainRequest).setExpectContinueEnabled(true).build();
        permits = new Semaphore(options.concurrency(), true);
        client = HttpClients.custom()
                .setConnectionManager(connections(options, names))
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .setUserAgent("archweave")
                .disableAuthCaching()
                .disableAutomaticRetries()
                // A body that was unpacked on the way would no longer have its digest.
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(RegistryOptions options, DnsResolver names) {
        Timeout connect = Timeout.of(options.connectTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDnsResolver(names)
                .setTlsSocketStrategy(HostTrust.of(options.certificates()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(options.readTimeout()))
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .build();
    }

    /** Sends the call; throws {@link IOException} if no answer came. */
    Answer send(HttpCall call) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        request.setConfig(call.body().length() > LARGE ? largeRequest : plainRequest);
        if (!call.hasBody()) {
            return execute(call, request);
        }
        // The source may be a download of ours: opened before the permit is taken, it never waits for one we hold.
        try (InputStream bytes = call.body().source().open()) {
            request.setEntity(new StreamedEntity(call.body(), bytes));
            return execute(call, request);
        }
    }

    private Answer execute(HttpCall call, HttpUriRequestBase request) throws IOException {
        takePermit();
        try {
            return new Answer(
                    call,
                    request,
                    client.executeOpen(RoutingSupport.determineHost(request), request, HttpClientContext.create()));
        } catch (HttpException e) {
            throw new ClientProtocolException(e);
        } finally {
            permits.release();
        }
    }

    private void takePermit() throws InterruptedIOException {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for its turn");
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }
}
