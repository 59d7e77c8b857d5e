package io.archweave.registry;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.OciJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The files of an image layout. Every file appears whole or not at all. */
final class LayoutFolder {
    private static final String MARK = "oci-layout";
    private static final String PART = ".part-";
    private static final byte[] VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);
    /** A lock on a file keeps out other processes but not other threads, so both kinds are needed. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path root;

    LayoutFolder(Path root) {
        this.root = root;
    }

    /** Makes the folder a layout if it is missing or empty; throws {@link InvalidInput} if something else is there. */
    void prepare() {
        try {
            if (Files.exists(root) && !isUntouched()) {
                requireLayout();
                return;
            }
            Files.createDirectories(root.resolve("blobs/sha256"));
            ImageIndex none = new ImageIndex(2, MediaTypes.OCI_INDEX, List.of(), Map.of());
            writeNew(file("index.json"), OciJson.write(none));
            // Last, as it is what makes the folder a layout.
            writeNew(file(MARK), VERSION);
        } catch (IOException e) {
            throw unreachable("cannot be made a layout", e);
        }
    }

    /** Throws {@link InvalidInput} unless a layout of the one known version is there. */
    void requireLayout() {
        String version = version();
        if (!version.equals("1.0.0")) {
            throw new InvalidInput(Problem.at(
                            root.toString(),
                            version.isEmpty()
                                    ? "this is no OCI image layout"
                                    : "this OCI image layout has the version " + version)
                    .expected("a layout of version 1.0.0, or for a new one a folder that is empty or missing")
                    .remedy("name another folder, or empty this one if nobody needs what it holds"));
        }
    }

    private String version() {
        try {
            return OciJson.tree(Files.readAllBytes(file(MARK)))
                    .path("imageLayoutVersion")
                    .asText("");
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Path blob(Digest digest) {
        return root.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
    }

    /** All blobs with where they are. */
    Map<Digest, Path> blobs() {
        Map<Digest, Path> found = new TreeMap<>();
        for (String algorithm : List.of("sha256", "sha512")) {
            Path folder = root.resolve("blobs").resolve(algorithm);
            if (Files.isDirectory(folder)) {
                collect(algorithm, folder, found);
            }
        }
        return found;
    }

    private void collect(String algorithm, Path folder, Map<Digest, Path> found) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> Digest.isDigest(algorithm + ":" + file.getFileName()))
                    .forEach(file -> found.put(new Digest(algorithm + ":" + file.getFileName()), file));
        } catch (IOException e) {
            throw unreachable("cannot be read", e);
        }
    }

    /** Writes a file that does not change once it is there. */
    void write(Path file, InputStream bytes) {
        if (!Files.exists(file)) {
            replace(file, bytes);
        }
    }

    /** Writes a file, be it there or not. */
    void replace(Path file, InputStream bytes) {
        try {
            Files.createDirectories(file.getParent());
            // Not a temporary file of Java's, which only its owner could read for ever after.
            Path part = root.resolve(PART + UUID.randomUUID());
            try {
                Files.copy(bytes, part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw unreachable("cannot be written", e);
        }
    }

    /** Gives a file of another layout a second name here, or copies it where the file system has no such thing. */
    void link(Path from, Path to) {
        if (Files.exists(to)) {
            return;
        }
        try {
            Files.createDirectories(to.getParent());
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            // Another thread brought the same bytes.
            return;
        } catch (IOException | UnsupportedOperationException e) {
            copy(from, to);
        }
    }

    private void copy(Path from, Path to) {
        try (InputStream bytes = Files.newInputStream(from)) {
            replace(to, bytes);
        } catch (IOException e) {
            throw unreachable("cannot take over " + from, e);
        }
    }

    /** Does something while nobody else does anything of the kind. */
    void locked(Runnable change) {
        ReentrantLock lock = LOCKS.computeIfAbsent(realRoot(), any -> new ReentrantLock());
        lock.lock();
        try (FileChannel channel = FileChannel.open(file(MARK), StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid()) {
                change.run();
            }
        } catch (IOException e) {
            throw unreachable("cannot be locked", e);
        } finally {
            lock.unlock();
        }
    }

    private Path realRoot() {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw unreachable("cannot be found", e);
        }
    }

    /** What it means that a file could not be read or written. */
    Unreachable unreachable(String found, IOException cause) {
        Problem problem = Problem.at(root.toString(), "the OCI layout " + found + ": " + cause);
        if (cause instanceof BrokenSourceException) {
            return new Unreachable(FailureCategory.NETWORK, problem.remedy("look at where the bytes come from"), cause);
        }
        if (String.valueOf(cause.getMessage()).contains("No space left")) {
            return new Unreachable(FailureCategory.DISK_FULL, problem.remedy("make room on its disk"), cause);
        }
        return new Unreachable(
                FailureCategory.INTERNAL, problem.remedy("check who may read and write the folder"), cause);
    }

    /** Whether there is nothing but what {@link #prepare} makes, whose end may not have been reached. */
    private boolean isUntouched() throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .allMatch(name -> name.equals("blobs") || name.equals("index.json") || name.startsWith(PART));
        }
    }

    private void writeNew(Path file, byte[] bytes) {
        if (!Files.exists(file)) {
            replace(file, new ByteArrayInputStream(bytes));
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
