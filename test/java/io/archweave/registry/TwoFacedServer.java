package io.archweave.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A port that hands connections of one kind, TLS or plain, to a server behind it and answers the others with 400. */
final class TwoFacedServer implements AutoCloseable {
    private static final int CLIENT_HELLO = 0x16;

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger tlsConnections = new AtomicInteger();
    private final int behind;
    private final boolean wantsTls;

    private TwoFacedServer(int behind, boolean wantsTls) throws IOException {
        this.behind = behind;
        this.wantsTls = wantsTls;
        socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    /** Does not know TLS, as a registry without a certificate. */
    static TwoFacedServer plainOnly(int behind) throws IOException {
        return new TwoFacedServer(behind, false);
    }

    /** Answers plain HTTP as servers in Go do on their TLS ports. */
    static TwoFacedServer tlsOnly(int behind) throws IOException {
        return new TwoFacedServer(behind, true);
    }

    int port() {
        return socket.getLocalPort();
    }

    int tlsConnections() {
        return tlsConnections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            threads.shutdownNow();
        }
    }

    private void serve(Socket client) {
        try (client;
                PushbackInputStream in = new PushbackInputStream(client.getInputStream())) {
            int first = in.read();
            if (first == CLIENT_HELLO) {
                tlsConnections.incrementAndGet();
            }
            if (first < 0) {
                return;
            }
            in.unread(first);
            if ((first == CLIENT_HELLO) == wantsTls) {
                splice(client, in);
            } else {
                refuse(client.getOutputStream());
            }
        } catch (IOException e) {
            // The other end hung up, which is its right.
            return;
        }
    }

    private void splice(Socket client, InputStream in) throws IOException {
        try (Socket server = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), behind)) {
            threads.execute(() -> copy(server, client));
            in.transferTo(server.getOutputStream());
        }
    }

    private static void copy(Socket server, Socket client) {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One of the two was closed by the other direction.
            return;
        }
    }

    private void refuse(OutputStream out) throws IOException {
        String text = wantsTls ? "Client sent an HTTP request to an HTTPS server.\n" : "";
        out.write(("HTTP/1.0 400 Bad Request\r\nConnection: close\r\n\r\n" + text).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
