package io.archweave.docker;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A private unix socket behind which an Engine's embedded BuildKit answers. Every connection is joined to one of the
 * Engine's own: the upgrade of {@code /grpc} to cleartext HTTP/2, then bytes both ways. buildx's {@code remote} driver
 * takes it for a buildkitd, and so pushes by digest, which its {@code docker} driver refuses.
 */
public final class BuildKitSocket implements AutoCloseable {
    private static final byte[] UPGRADE = String.join(
                    "\r\n",
                    "POST /grpc HTTP/1.1",
                    "Host: docker",
                    "Connection: Upgrade",
                    "Upgrade: h2c",
                    "Content-Length: 0",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 64 * 1024;
    private static final int MAX_HEAD = 8 * 1024;

    private final EngineAddress engine;
    private final Path folder;
    private final Path path;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private BuildKitSocket(EngineAddress engine, Path folder, ServerSocketChannel server) {
        this.engine = engine;
        this.folder = folder;
        this.path = folder.resolve("buildkit.sock");
        this.server = server;
    }

    /**
     * Opens a socket in a new folder that only this user can enter. Throws {@link Unreachable} if the Engine does not
     * let its BuildKit be spoken to.
     */
    public static BuildKitSocket open(EngineAddress engine) {
        try {
            Path folder = Files.createTempDirectory(
                    "archweave-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            BuildKitSocket socket = new BuildKitSocket(engine, folder, server);
            server.bind(UnixDomainSocketAddress.of(socket.path));
            socket.connect().close();
            socket.daemon("buildkit-accept", socket::accept);
            return socket;
        } catch (IOException e) {
            throw new Unreachable(
                    FailureCategory.NODE_LOST,
                    Problem.at("Docker Engine " + engine, "its BuildKit can't be reached: " + e.getMessage())
                            .remedy("it needs Engine 23 or newer; `docker info` tells the version"),
                    e);
        }
    }

    /** The socket file. */
    public Path path() {
        return path;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                open.add(client);
                daemon("buildkit-join", () -> join(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(SocketChannel client) {
        try {
            SocketChannel daemon = connect();
            open.add(daemon);
            AtomicInteger directions = new AtomicInteger(2);
            daemon("buildkit-upstream", () -> pump(client, daemon, directions));
            pump(daemon, client, directions);
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = engine.isUnix()
                ? SocketChannel.open(UnixDomainSocketAddress.of(engine.socket()))
                : SocketChannel.open(new InetSocketAddress(
                        engine.uri().getHost(), engine.uri().getPort()));
        try {
            write(channel, ByteBuffer.wrap(UPGRADE));
            String head = readHead(channel);
            if (!head.startsWith("HTTP/1.1 101")) {
                throw new IOException(
                        "the Engine answered '" + head.lines().findFirst().orElse("nothing") + "' instead of 101");
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Byte by byte, so that nothing of what follows the head is taken away from the other side. */
    private static String readHead(SocketChannel channel) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n") < 0) {
            one.clear();
            if (channel.read(one) < 0) {
                throw new IOException("the Engine hung up");
            }
            head.append((char) one.get(0));
        }
        return head.toString();
    }

    private void pump(SocketChannel from, SocketChannel to, AtomicInteger directions) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                write(to, buffer);
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(to);
        } finally {
            open.remove(from);
            if (directions.decrementAndGet() == 0) {
                closeQuietly(from);
                closeQuietly(to);
            }
        }
    }

    private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing waits for it any more.
        }
    }

    /** Ends every connection and removes the socket and its folder. */
    @Override
    public void close() {
        try {
            server.close();
            open.forEach(BuildKitSocket::closeQuietly);
            Files.deleteIfExists(path);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The folder is private and empty but for a socket nobody answers; the system clears it away.
        }
    }
}
