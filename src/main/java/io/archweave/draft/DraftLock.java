package io.archweave.draft;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Digest;
import io.archweave.oci.Reference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets one command at a time work on a list. Each list is one byte, far behind the end, of a single file: the system
 * takes a byte's lock back when a process dies, and there is no lock file to be cleaned away for each list.
 */
final class DraftLock {
    private static final long LOOK_AGAIN_MILLIS = 20;

    /** Closing one channel of a file gives up all locks that this process has on it (POSIX), so none is ever closed. */
    private static final Map<Path, FileChannel> CHANNELS = new HashMap<>();

    private final Path file;
    private final Duration patience;

    DraftLock(Path file, Duration patience) {
        this.file = file.toAbsolutePath().normalize();
        this.patience = patience;
    }

    /**
     * Does the work while no other command works on the list. Throws {@link Unreachable} if the list does not become
     * free in time, and {@link IOException} if the file cannot be made.
     */
    <T> T hold(Reference list, Supplier<T> work) throws IOException {
        FileLock lock = await(list, channel(file));
        try {
            return work.get();
        } finally {
            lock.release();
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        synchronized (CHANNELS) {
            FileChannel open = CHANNELS.get(file);
            if (open == null) {
                Files.createDirectories(file.getParent());
                open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                CHANNELS.put(file, open);
            }
            return open;
        }
    }

    private FileLock await(Reference list, FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            Optional<FileLock> lock = attempt(channel, place(list));
            if (lock.isPresent()) {
                return lock.get();
            }
        } while (System.nanoTime() < deadline && pause());
        throw new Unreachable(
                FailureCategory.TIMEOUT,
                Problem.at(list.toString(), "another archweave manifest command is still at work on this list")
                        .remedy("wait for it to end, then run this again"));
    }

    private static Optional<FileLock> attempt(FileChannel channel, long place) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(place, 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static long place(Reference list) {
        MessageDigest hash = Digest.sha256();
        return ByteBuffer.wrap(hash.digest(list.toString().getBytes(StandardCharsets.UTF_8)))
                        .getLong()
                >>> 2;
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
