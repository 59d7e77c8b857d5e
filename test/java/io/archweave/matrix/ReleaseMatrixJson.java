package io.archweave.matrix;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The release as meant as JSON, the same on every machine. */
final class ReleaseMatrixJson {
    static final String ROOT = Path.of("").toAbsolutePath().toString();

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(Path.class, new Paths())
                    .addSerializer(Platform.class, new ToStringSerializer())
                    .addSerializer(Reference.class, new ToStringSerializer())
                    .addSerializer(Duration.class, new ToStringSerializer()))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .build();

    private ReleaseMatrixJson() {}

    static String of(ReleaseMatrix matrix) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(matrix)
                            .replace(ROOT, "<root>")
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Jackson would write a URI. */
    private static final class Paths extends JsonSerializer<Path> {
        @Override
        public void serialize(Path path, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(path.toString());
        }
    }
}
