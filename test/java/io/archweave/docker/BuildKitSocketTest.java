package io.archweave.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BuildKitSocketTest {
    @TempDir
    private Path folder;

    private static SocketChannel connect(BuildKitSocket socket) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket.path()));
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String receive(SocketChannel channel, int length) throws IOException {
        return new String(Channels.newInputStream(channel).readNBytes(length), StandardCharsets.UTF_8);
    }

    private static Unreachable refusal(EngineAddress address) {
        return assertThrows(
                Unreachable.class, () -> BuildKitSocket.open(address).close());
    }

    @Test
    void asksTheEngineForItsBuildKit() {
        try (UpgradingEngine engine = UpgradingEngine.in(folder);
                BuildKitSocket socket = BuildKitSocket.open(engine.address())) {
            assertTrue(Files.exists(socket.path()));
            assertEquals(
                    "POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"
                            + "Content-Length: 0\r\n\r\n",
                    engine.heads().get(0));
        }
    }

    @Test
    void carriesBytesBothWays() throws Exception {
        try (UpgradingEngine engine = UpgradingEngine.in(folder);
                BuildKitSocket socket = BuildKitSocket.open(engine.address());
                SocketChannel client = connect(socket)) {
            engine.next();
            SocketChannel daemon = engine.next();
            send(client, "PRI * HTTP/2.0");
            assertEquals("PRI * HTTP/2.0", receive(daemon, 14));
            send(daemon, "SETTINGS");
            assertEquals("SETTINGS", receive(client, 8));
        }
    }

    @Test
    void carriesThemToAnEngineBehindAPortAsWell() throws Exception {
        try (UpgradingEngine engine = UpgradingEngine.onPort();
                BuildKitSocket socket = BuildKitSocket.open(engine.address());
                SocketChannel client = connect(socket)) {
            engine.next();
            SocketChannel daemon = engine.next();
            send(client, "hello");
            assertEquals("hello", receive(daemon, 5));
        }
    }

    @Test
    void carriesMoreThanAnyBufferHolds() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        try (UpgradingEngine engine = UpgradingEngine.in(folder);
                BuildKitSocket socket = BuildKitSocket.open(engine.address());
                SocketChannel client = connect(socket)) {
            engine.next();
            SocketChannel daemon = engine.next();
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> write(client, bytes));
            assertArrayEquals(bytes, Channels.newInputStream(daemon).readNBytes(bytes.length));
            sent.get();
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) {
        try {
            Channels.newOutputStream(channel).write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void losesNothingThatFollowsTheAnswerAtOnce() throws Exception {
        try (UpgradingEngine engine = UpgradingEngine.greeting(folder, "first frame");
                BuildKitSocket socket = BuildKitSocket.open(engine.address());
                SocketChannel client = connect(socket)) {
            assertEquals("first frame", receive(client, 11));
        }
    }

    @Test
    void keepsClientsApart() throws Exception {
        try (UpgradingEngine engine = UpgradingEngine.in(folder);
                BuildKitSocket socket = BuildKitSocket.open(engine.address());
                SocketChannel one = connect(socket)) {
            engine.next();
            SocketChannel daemonOfOne = engine.next();
            try (SocketChannel two = connect(socket)) {
                SocketChannel daemonOfTwo = engine.next();
                send(one, "one");
                send(two, "two");
                assertEquals("two", receive(daemonOfTwo, 3));
                assertEquals("one", receive(daemonOfOne, 3));
            }
        }
    }

    @Test
    void letsTheEngineFinishWhenTheClientHasSaidAll() throws Exception {
        try (UpgradingEngine engine = UpgradingEngine.in(folder);
                BuildKitSocket socket = BuildKitSocket.open(engine.address());
                SocketChannel client = connect(socket)) {
            engine.next();
            SocketChannel daemon = engine.next();
            send(client, "question");
            client.shutdownOutput();
            assertEquals("question", receive(daemon, Integer.MAX_VALUE));
            send(daemon, "answer");
            daemon.close();
            assertEquals("answer", receive(client, Integer.MAX_VALUE));
        }
    }

    @Test
    void hangsUpOnTheEngineWhenTheClientIsGone() throws Exception {
        try (UpgradingEngine engine = UpgradingEngine.in(folder);
                BuildKitSocket socket = BuildKitSocket.open(engine.address())) {
            engine.next();
            SocketChannel client = connect(socket);
            SocketChannel daemon = engine.next();
            client.close();
            assertEquals("", receive(daemon, Integer.MAX_VALUE));
        }
    }

    @Test
    void letsNobodyElseIn() throws Exception {
        try (UpgradingEngine engine = UpgradingEngine.in(folder);
                BuildKitSocket socket = BuildKitSocket.open(engine.address())) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(socket.path().getParent())));
        }
    }

    @Test
    void endsEveryConnectionAndRemovesItsFolderWhenClosed() throws Exception {
        try (UpgradingEngine engine = UpgradingEngine.in(folder)) {
            BuildKitSocket socket = BuildKitSocket.open(engine.address());
            try (SocketChannel client = connect(socket)) {
                engine.next();
                SocketChannel daemon = engine.next();
                socket.close();
                assertEquals("", receive(client, Integer.MAX_VALUE));
                assertEquals("", receive(daemon, Integer.MAX_VALUE));
            }
            assertFalse(Files.exists(socket.path().getParent()));
        }
    }

    @Test
    void refusesAnEngineWhoseBuildKitCanNotBeSpokenTo() {
        try (UpgradingEngine engine =
                UpgradingEngine.answering(folder, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            Unreachable e = refusal(engine.address());
            assertEquals(FailureCategory.NODE_LOST, e.category());
            assertEquals(
                    "Docker Engine " + engine.address()
                            + ": its BuildKit can't be reached: the Engine answered 'HTTP/1.1 404 Not Found' instead"
                            + " of 101\n    it needs Engine 23 or newer; `docker info` tells the version",
                    e.getMessage());
        }
    }

    @Test
    void refusesAnEngineThatHangsUp() {
        try (UpgradingEngine engine = UpgradingEngine.answering(folder, "")) {
            assertTrue(refusal(engine.address()).getMessage().contains("the Engine hung up"));
        }
    }

    @Test
    void refusesAnEngineThatDoesNotListen() {
        EngineAddress address = new EngineAddress("unix://" + folder.resolve("docker.sock"));
        Unreachable e = refusal(address);
        assertTrue(e.getMessage().startsWith("Docker Engine " + address + ": its BuildKit can't be reached: "));
    }
}
