package io.archweave.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * YAML that stands in this project for people to read.
 *
 * @param place the file, and for a block of a document its line
 * @param text the YAML itself
 */
record WrittenMatrix(String place, String text) {
    private static final Pattern BLOCK = Pattern.compile("^```ya?ml\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    /** Whether this is a file of its own, and not a few keys of one. */
    boolean whole() {
        return text.lines().anyMatch(line -> line.startsWith("version:"));
    }

    @Override
    public String toString() {
        return place;
    }

    /** Every block of YAML in the documents, and every example. */
    static Stream<WrittenMatrix> all() {
        List<WrittenMatrix> all = new ArrayList<>();
        files(Path.of("."), ".md").forEach(file -> all.addAll(blocks(file)));
        files(Path.of("docs"), ".md").forEach(file -> all.addAll(blocks(file)));
        files(Path.of("examples"), ".yaml").forEach(file -> all.add(new WrittenMatrix(file.toString(), read(file))));
        return all.stream();
    }

    /** The cases whose name begins like this. */
    static Stream<WrittenMatrix> cases(String prefix) {
        try (Stream<Path> folders = Files.list(Path.of("test/resources/cases"))) {
            return folders
                    .filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(folder -> new WrittenMatrix(
                            folder.getFileName().toString(), read(folder.resolve(Matrices.FILE_NAME))))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<WrittenMatrix> blocks(Path file) {
        String document = read(file);
        List<WrittenMatrix> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(document);
        while (matcher.find()) {
            long line = document.substring(0, matcher.start()).lines().count() + 1;
            blocks.add(new WrittenMatrix(file + ":" + line, matcher.group(1)));
        }
        return blocks;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
