package io.archweave.draft;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.archweave.oci.Reference;
import java.io.IOException;

/** The JSON of a draft: its records as they are, with references as a person writes them. */
final class DraftJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(Reference.class, new ReferenceWriter())
                    .addDeserializer(Reference.class, new ReferenceReader()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private DraftJson() {}

    static byte[] write(Draft draft) {
        try {
            return MAPPER.writeValueAsBytes(draft);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a draft has no JSON form", e);
        }
    }

    /** Throws {@link IOException} if the bytes are no draft, such as one of another version. */
    static Draft read(byte[] bytes) throws IOException {
        Draft draft = MAPPER.readValue(bytes, Draft.class);
        if (draft == null) {
            throw new IOException("it holds nothing");
        }
        return draft;
    }

    private static final class ReferenceWriter extends JsonSerializer<Reference> {
        @Override
        public void serialize(Reference reference, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(reference.toString());
        }
    }

    private static final class ReferenceReader extends JsonDeserializer<Reference> {
        @Override
        public Reference deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                return Reference.parse(json.getValueAsString(""));
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(json.getValueAsString(""), Reference.class, e.getMessage());
            }
        }
    }
}
