package io.archweave.matrix;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code [linux/amd64, linux/arm64]} and {@code {linux/amd64: {}, linux/arm64: {required: false}}}. */
final class PlatformSetReader extends JsonDeserializer<PlatformSet> {
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<LinkedHashMap<String, PlatformEntry>> ENTRIES = new TypeReference<>() {};

    @Override
    public PlatformSet deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<String> names =
                    context.readValue(parser, context.getTypeFactory().constructType(NAMES));
            Map<String, PlatformEntry> entries = new LinkedHashMap<>();
            names.stream().filter(name -> name != null).forEach(name -> entries.put(name, PlatformEntry.NOTHING));
            return new PlatformSet(entries);
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, PlatformEntry> entries =
                    context.readValue(parser, context.getTypeFactory().constructType(ENTRIES));
            entries.replaceAll((name, entry) -> entry == null ? PlatformEntry.NOTHING : entry);
            return new PlatformSet(entries);
        }
        return (PlatformSet) context.handleUnexpectedToken(PlatformSet.class, parser);
    }
}
