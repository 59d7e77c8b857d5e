package io.archweave.draft;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import io.archweave.oci.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The drafts of one user, each in a folder of its own below {@code drafts}. Every method throws {@link InvalidInput} if
 * the folder cannot be read or written.
 */
public final class DraftFolder {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String FILE = "draft.json";

    private final Path folder;
    private final DraftLock lock;

    /** The drafts below this state folder, which need not exist. */
    public DraftFolder(Path stateFolder) {
        this(stateFolder, PATIENCE);
    }

    /** The same with another limit to how long a list may be held by another command. */
    public DraftFolder(Path stateFolder, Duration patience) {
        folder = stateFolder.resolve("drafts");
        lock = new DraftLock(folder.resolve("lock"), patience);
    }

    /**
     * Does some work while no other command works on this list; not to be nested for one list. Throws {@link
     * io.archweave.failure.Unreachable} if the list does not become free in time.
     */
    public <T> T alone(Reference list, Supplier<T> work) {
        try {
            return lock.hold(list, work);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** The draft of this list, if there is one. */
    public Optional<Draft> find(Reference list) {
        Path file = file(list);
        try {
            return Optional.of(DraftJson.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidInput(Problem.at(file.toString(), "this draft of " + list + " cannot be read: " + told(e))
                    .remedy("remove it with archweave manifest rm " + list + ", and create it again"));
        }
    }

    /** The draft of this list; throws {@link InvalidInput} with the drafts there are if there is none. */
    public Draft get(Reference list) {
        return find(list)
                .orElseThrow(() -> new InvalidInput(
                        noDraft(list).remedy("make it: archweave manifest create " + list + " IMAGE...")));
    }

    /** What to say where a draft is missing: that it is, and the drafts there are. */
    public Problem noDraft(Reference list) {
        List<Reference> others = lists();
        String there = others.isEmpty()
                ? "there are no drafts at all"
                : "the drafts are " + others.stream().map(Reference::toString).collect(Collectors.joining(", "));
        return Problem.at(list.toString(), "there is no draft of this list; " + there);
    }

    /** Keeps a draft in place of the one of the same list; a crash leaves one or the other, whole. */
    public void save(Draft draft) {
        Path file = file(draft.list());
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "draft", ".tmp");
            try {
                write(fresh, DraftJson.write(draft));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Forgets a draft, readable or not; false if there was none. */
    public boolean remove(Reference list) {
        Path file = file(list);
        try (Stream<Path> files = Files.list(file.getParent())) {
            boolean wasThere = Files.deleteIfExists(file);
            for (Path rest : files.toList()) {
                Files.deleteIfExists(rest);
            }
            Files.deleteIfExists(file.getParent());
            return wasThere;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The lists there are drafts of, sorted by name; drafts that cannot be read are left out. */
    public List<Reference> lists() {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.flatMap(DraftFolder::nameIn)
                    .map(Reference::toString)
                    .sorted()
                    .map(Reference::parse)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unusable(folder, e);
        } catch (UncheckedIOException e) {
            throw unusable(folder, e.getCause());
        }
    }

    private static Stream<Reference> nameIn(Path draft) {
        try {
            return Stream.of(
                    DraftJson.read(Files.readAllBytes(draft.resolve(FILE))).list());
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private Path file(Reference list) {
        return folder.resolve(DraftName.of(list)).resolve(FILE);
    }

    private static InvalidInput unusable(Path path, IOException e) {
        return new InvalidInput(Problem.at(path.toString(), "drafts cannot be kept here: " + told(e))
                .remedy("let this user write there, or set ARCHWEAVE_HOME to a folder where that is so"));
    }

    /** The messages of most file failures are just the path, which the reader has seen already. */
    private static String told(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return String.valueOf(reason).lines().findFirst().orElse("");
    }
}
