package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import io.archweave.failure.InvalidInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file holds, reading it gives a release or {@link InvalidInput}: no other exception, no hang, no end of
 * memory. {@code -Darchweave.fuzz.rounds=N} for longer runs; a failure names its seed and round.
 */
class MatrixFuzzTest {
    private static final int ROUNDS = Integer.getInteger("archweave.fuzz.rounds", 1500);
    private static final Duration HANG = Duration.ofSeconds(20);
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\t",
        "&a ",
        "*a",
        "<<: ",
        "|",
        ">",
        "'",
        "\"",
        "#",
        "!!int ",
        "? ",
        "%",
        "@",
        "`",
        "${",
        "}",
        "$${",
        "${matrix.x}",
        "${env:",
        "target:",
        "linux/amd64",
        "null",
        "~",
        "\0",
        "\uFEFF",
        "\uD83D\uDE80",
        "version: 1",
        "platforms:",
        "matrix:",
        "include:",
        "exclude:",
        "extends:",
        "when:",
        "semver:",
        "999999999999999999999",
        "-1",
        "1e309",
        "0x",
        "true",
        "==",
        "&&",
        "in [",
        "!",
        "(",
        ")"
    };

    @TempDir
    private Path folder;

    private void survives(byte[] bytes, String what) {
        try {
            Path file = Files.write(folder.resolve("archweave.yaml"), bytes);
            assertTimeoutPreemptively(HANG, () -> read(file, what), what);
        } catch (IOException e) {
            fail(e);
        }
    }

    private static void read(Path file, String what) {
        try {
            Matrices.read(file, new NoWorld(), Map.of());
        } catch (InvalidInput expected) {
            // One of the two allowed ends.
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(what, e);
        }
    }

    static Stream<Path> matrices() throws IOException {
        try (Stream<Path> cases = Files.list(Path.of("test/resources/cases"))) {
            return cases.map(each -> each.resolve("archweave.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void mutatedFiles(Path original) throws IOException {
        String text = Files.readString(original);
        long seed = original.toString().hashCode();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS / 40; round++) {
            String mutated = mutate(text, random);
            survives(mutated.getBytes(StandardCharsets.UTF_8), original + " seed " + seed + " round " + round);
        }
    }

    private static String mutate(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(mutated.length() + 1);
            int end = Math.min(mutated.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mutated.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> mutated.delete(at, end);
                case 2 -> mutated.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                default -> mutated.insert(at, mutated.substring(at, end));
            }
        }
        return mutated.toString();
    }

    @Test
    void randomBytes() {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS / 5; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            survives(bytes, "random bytes, seed 7, round " + round);
        }
    }

    @Test
    void randomPieces() {
        Random random = new Random(11);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder("version: 1\n");
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            survives(text.toString().getBytes(StandardCharsets.UTF_8), "random pieces, seed 11, round " + round);
        }
    }

    static Stream<byte[]> nasty() {
        String head =
                "version: 1\nregistry: r.example.com\nplatforms: [linux/amd64]\ntargets:\n  a: {context: ., tags: [";
        List<byte[]> nasty = new ArrayList<>();
        List.of(
                        "[".repeat(10_000),
                        "{a: ".repeat(10_000),
                        "- ".repeat(10_000) + "x",
                        "a: &a {b: *a}",
                        "a: &a\n  <<: *a",
                        "a: &a {<<: &b {<<: *a}}",
                        "? [a, b]\n: c",
                        "version: 1\n---\nversion: 1",
                        "%YAML 9.9\n---\na: b",
                        "!!java.lang.Runtime {}",
                        "a: !<tag:example.com,2000:x> b",
                        head + "x".repeat(1_000_000) + "]}",
                        head + "\"" + "${env:X".repeat(5_000) + "\"]}",
                        head + "\"" + "${env:X:-".repeat(5_000) + "}".repeat(5_000) + "\"]}",
                        head + "latest], when: \"" + "(".repeat(20_000) + "\"}",
                        head + "latest], when: \"" + "!".repeat(20_000) + "a\"}",
                        head + "latest], timeout: " + "9".repeat(30) + "h}",
                        head + "latest], retries: " + "9".repeat(30) + "}",
                        head + "latest], source-date-epoch: " + "9".repeat(30) + "}",
                        head + "latest], matrix: {" + axes(12, 12) + "}}",
                        head + "latest], extends: a}",
                        head + "latest], contexts: {x: 'target:a'}}",
                        head + "\"\0\"], args: {\"\0\": \"\0\"}}")
                .forEach(text -> nasty.add(text.getBytes(StandardCharsets.UTF_8)));
        nasty.add("version: 1\ntargets: {}".getBytes(StandardCharsets.UTF_16));
        nasty.add("version: 1\n# \u00e9\u00e8".getBytes(StandardCharsets.ISO_8859_1));
        nasty.add(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', ':', ' ', '1'});
        return nasty.stream();
    }

    private static String axes(int axes, int values) {
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < axes; axis++) {
            text.append(axis == 0 ? "" : ", ").append('x').append(axis).append(": [0");
            for (int value = 1; value < values; value++) {
                text.append(", ").append(value);
            }
            text.append(']');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void whatOthersHaveFallenOver(byte[] bytes) {
        survives(bytes, new String(bytes, 0, Math.min(80, bytes.length), StandardCharsets.UTF_8));
    }

    @Test
    void aFileOfAHundredMegabytes() throws IOException {
        Path file = folder.resolve("big.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100L * 1024 * 1024);
        }
        assertTimeoutPreemptively(HANG, () -> read(file, "100 MB"));
    }

    /** Nothing has a value. */
    private static final class NoWorld implements Lookups {
        @Override
        public Optional<String> environment(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> git(String what) {
            return Optional.empty();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }
}
