package io.archweave.matrix;

import io.archweave.failure.InvalidInput;
import io.archweave.failure.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads matrix files. */
public final class Matrices {
    /** The name that is looked for when none is given. */
    public static final String FILE_NAME = "archweave.yaml";

    private static final long MAX_BYTES = 3L * 1024 * 1024;

    private Matrices() {}

    /**
     * The release that the file means; throws {@link InvalidInput} with everything that is wrong with it.
     *
     * @param params the values of this run, by name
     */
    public static ReleaseMatrix read(Path file, Lookups lookups, Map<String, String> params) {
        return parse(file, text(file), lookups, params);
    }

    /** The release that a text means; relative paths start beside {@code file}. */
    static ReleaseMatrix parse(Path file, String text, Lookups lookups, Map<String, String> params) {
        Findings findings = new Findings(YamlReader.read(file.toString(), text));
        MatrixFile written = MatrixReader.bind(findings);
        findings.shapesAreDone();
        return Expansion.expand(findings, written, file, lookups, params);
    }

    private static String text(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidInput(Problem.at(file.toString(), "this is a folder")
                        .remedy("name the file in it: " + file.resolve(FILE_NAME)));
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidInput(
                        Problem.at(file.toString(), "the file is larger than " + MAX_BYTES / 1024 / 1024 + " MiB"));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new InvalidInput(Problem.at(file.toString(), "there is no such file")
                    .remedy("name the matrix file, or work in a folder that has " + FILE_NAME));
        } catch (CharacterCodingException e) {
            throw new InvalidInput(
                    Problem.at(file.toString(), "the file is not UTF-8").remedy("save it as UTF-8"));
        } catch (IOException e) {
            throw new InvalidInput(Problem.at(file.toString(), "can't be read: " + e.getMessage()));
        }
    }
}
