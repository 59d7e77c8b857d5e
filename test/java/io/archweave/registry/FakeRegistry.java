package io.archweave.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry in this process, on a free port of the loopback interface: manifests, blobs, uploads, mounts and tags in
 * memory, a list of all requests, and a hook that answers in its place.
 */
public final class FakeRegistry implements AutoCloseable {
    private final FakeContents contents = new FakeContents();
    private final FakeDistribution distribution = new FakeDistribution(contents);
    private final List<FakeRequest> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final FakeAccess access;
    private volatile Fault fault = request -> Optional.empty();

    private FakeRegistry(FakeAccess access) {
        this.access = access;
        // Without it every answer with a body waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** A registry that lets everybody in. */
    public static FakeRegistry start() {
        return new FakeRegistry(FakeAccess.open());
    }

    /** A registry for one user with a password. */
    public static FakeRegistry startBasic(String user, String password) {
        return new FakeRegistry(FakeAccess.basic(user, password));
    }

    /**
     * A registry with a token server, which lets everybody pull and one user push. The password is good as a refresh
     * token as well.
     */
    public static FakeRegistry startBearer(String user, String password) {
        return new FakeRegistry(new FakeAccess.Bearer(user, password));
    }

    /** What happens instead of the usual answer. */
    @FunctionalInterface
    public interface Fault {
        /** The answer to give, or empty to let the request go its way. */
        Optional<FakeResponse> instead(FakeRequest request);
    }

    /** From now on every request is shown to this first. */
    public void onRequest(Fault hook) {
        fault = hook;
    }

    /** The host for references, such as {@code 127.0.0.1:41234}. */
    public String host() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public Repository repository(String path) {
        return new Repository(host(), path);
    }

    /** Puts a blob there without a request. */
    public Descriptor addBlob(Repository repository, String mediaType, byte[] bytes) {
        contents.addBlob(repository.path(), Digest.of(bytes), bytes);
        return Descriptor.of(mediaType, bytes.length, Digest.of(bytes));
    }

    /** Puts a manifest there without a request and without a look at its parts. */
    public Descriptor addManifest(Reference reference, Manifest manifest) {
        contents.addManifest(reference.repository().path(), reference.identifier(), manifest);
        return manifest.descriptor();
    }

    public Optional<Manifest> manifest(Reference reference) {
        return contents.manifest(reference.repository().path(), reference.identifier());
    }

    public boolean hasBlob(Repository repository, Digest digest) {
        return contents.blob(repository.path(), digest).isPresent();
    }

    /** The tags of a repository, sorted. */
    public List<String> tags(Repository repository) {
        return contents.tags(repository.path());
    }

    /** Uploads that were begun and neither ended nor cancelled. */
    public int openUploads() {
        return contents.openUploads();
    }

    /** Makes every token that was given invalid. */
    public void revokeTokens() {
        access.revoke();
    }

    /** All requests so far, in the order they came; the client's look at {@code /v2/} is among them. */
    public List<FakeRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many requests had this method and a path with this in it. */
    public long count(String method, String pathPart) {
        return requests.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().contains(pathPart))
                .count();
    }

    /** Forgets the requests so far. */
    public void forgetRequests() {
        requests.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            FakeRequest request = read(exchange);
            requests.add(request);
            Optional<FakeResponse> instead = fault.instead(request);
            send(exchange, instead.or(() -> access.refuse(request)).orElseGet(() -> distribution.answer(request)));
        }
    }

    private static FakeRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new FakeRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            parameters
                    .computeIfAbsent(sides[0], any -> new ArrayList<>())
                    .add(sides.length == 2 ? decode(sides[1]) : "");
        }
        return parameters;
    }

    static String decode(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, FakeResponse response) throws IOException {
        if (response.status() == 0) {
            return;
        }
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = response.body();
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead && body.length > 0) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        }
        exchange.sendResponseHeaders(response.status(), isHead || body.length == 0 ? -1 : body.length);
        if (!isHead && body.length > 0) {
            exchange.getResponseBody().write(body, 0, response.isCutOff() ? body.length / 2 : body.length);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
