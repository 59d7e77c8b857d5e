package io.archweave.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a renderer once made and a person found good. Run the tests with {@code -Darchweave.golden.update=true} to
 * write the files anew, and look at the difference before it is committed.
 */
final class GoldenFile {
    private static final Path FOLDER = Path.of("test/resources/report");

    private GoldenFile() {}

    static void assertSame(String name, byte[] actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("archweave.golden.update")) {
                Files.createDirectories(FOLDER);
                Files.write(file, actual);
            }
            assertTrue(Files.exists(file), () -> file + " is missing; write it with -Darchweave.golden.update=true");
            assertEquals(Files.readString(file), new String(actual, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new AssertionError("can't read or write " + file, e);
        }
    }
}
