package io.archweave.matrix;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.InvalidInput;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What documents and examples show is what the reader takes: whole files, and a few keys of a file or a target. */
class DocumentedMatricesTest {
    static Stream<WrittenMatrix> all() {
        return WrittenMatrix.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasNoWrongKeyOrValue(WrittenMatrix matrix) {
        if (matrix.whole()) {
            bind(matrix.place(), matrix.text());
        } else if (!ofAFile(matrix)) {
            bind(
                    matrix.place(),
                    "version: 1\ntargets:\n  app:\n" + matrix.text().indent(4));
        }
    }

    @Test
    void thereAreSome() {
        List<String> places = all().map(WrittenMatrix::place).toList();
        assertTrue(places.stream().anyMatch(place -> place.startsWith("./README.md")), places::toString);
        assertTrue(places.stream().anyMatch(place -> place.startsWith("docs/")), places::toString);
        assertTrue(places.contains("examples/archweave.yaml"), places::toString);
    }

    private static boolean ofAFile(WrittenMatrix matrix) {
        try {
            bind(matrix.place(), matrix.text());
            return true;
        } catch (InvalidInput e) {
            return false;
        }
    }

    private static void bind(String place, String text) {
        Findings findings = new Findings(YamlReader.read(place, text));
        MatrixReader.bind(findings);
        findings.raise();
    }
}
