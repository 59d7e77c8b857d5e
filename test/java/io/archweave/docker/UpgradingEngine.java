package io.archweave.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** The part of an Engine that turns a connection into one to its BuildKit: it answers a head and lets go. */
public final class UpgradingEngine implements AutoCloseable {
    private static final String SWITCHING = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    private final ServerSocketChannel server;
    private final EngineAddress address;
    private final String answer;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<SocketChannel> connections = new LinkedBlockingQueue<>();

    private UpgradingEngine(ServerSocketChannel server, EngineAddress address, String answer) {
        this.server = server;
        this.address = address;
        this.answer = answer;
        Thread thread = new Thread(this::accept, "upgrading-engine");
        thread.setDaemon(true);
        thread.start();
    }

    /** An Engine on a unix socket that does as it is asked. */
    public static UpgradingEngine in(Path folder) {
        return answering(folder, SWITCHING);
    }

    /** An Engine that says more than its answer before it was asked anything. */
    static UpgradingEngine greeting(Path folder, String words) {
        return answering(folder, SWITCHING + words);
    }

    /** An Engine that answers with these bytes; with none it hangs up. */
    static UpgradingEngine answering(Path folder, String answer) {
        try {
            Path socket = folder.resolve("docker.sock");
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            return new UpgradingEngine(server, new EngineAddress("unix://" + socket), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An Engine on a port of this machine that does as it is asked. */
    static UpgradingEngine onPort() {
        try {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ServerSocket socket = server.socket();
            String host = "tcp://127.0.0.1:" + socket.getLocalPort();
            return new UpgradingEngine(server, new EngineAddress(host), SWITCHING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public EngineAddress address() {
        return address;
    }

    /** The heads of all requests so far. */
    List<String> heads() {
        return heads;
    }

    /** The next connection that was upgraded, as soon as there is one. */
    SocketChannel next() throws InterruptedException {
        return connections.take();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                heads.add(head(connection));
                connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                if (answer.isEmpty()) {
                    connection.close();
                } else {
                    connections.add(connection);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static String head(SocketChannel connection) throws IOException {
        StringBuilder head = new StringBuilder();
        var bytes = Channels.newInputStream(connection);
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = bytes.read();
            if (next < 0) {
                throw new IOException("no head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
