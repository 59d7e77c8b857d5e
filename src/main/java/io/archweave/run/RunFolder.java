package io.archweave.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one run.
 *
 * @param id unique, sorts by time: {@code 20260102-030405-a1b2c3}
 * @param path where it is
 */
public record RunFolder(String id, Path path) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** Makes the folder of a new run below {@code runs}, with its logs and scratch folders. */
    public static RunFolder create(Path runs, Instant now) {
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        String id = STAMP.format(now) + "-" + HexFormat.of().formatHex(random);
        RunFolder folder = new RunFolder(id, runs.resolve(id));
        try {
            Files.createDirectories(folder.logs());
            Files.createDirectories(folder.scratch());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("can't make the run's folder " + folder.path(), e);
        }
    }

    /** One file per target. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** For files that nobody needs after the run. */
    public Path scratch() {
        return path.resolve("scratch");
    }

    /** What happened to tags, a JSON object a line. */
    public Path journal() {
        return path.resolve("journal.jsonl");
    }

    /** The whole output of a target's builds. */
    public Path log(String target) {
        return logs().resolve(target + ".log");
    }

    /** Removes the scratch folder. */
    public void clean() {
        delete(scratch());
    }

    /** Removes the whole folder. */
    public void remove() {
        delete(path);
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't remove " + tree, e);
        }
    }
}
