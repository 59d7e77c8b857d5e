package io.archweave.matrix;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import io.archweave.matrix.TargetEntry.MatrixEntry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a matrix: {@code exclude} and {@code include}, and every other key as an axis, in the order written. */
final class MatrixEntryReader extends JsonDeserializer<MatrixEntry> {
    private static final TypeReference<List<String>> VALUES = new TypeReference<>() {};
    private static final TypeReference<List<LinkedHashMap<String, String>>> COMBINATIONS = new TypeReference<>() {};

    @Override
    public MatrixEntry deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return (MatrixEntry) context.handleUnexpectedToken(MatrixEntry.class, parser);
        }
        Map<String, List<Map<String, String>>> rules = new LinkedHashMap<>();
        JavaType values = context.getTypeFactory().constructType(VALUES);
        JavaType combinations = context.getTypeFactory().constructType(COMBINATIONS);
        Map<String, List<String>> axes = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (key.equals("exclude") || key.equals("include")) {
                rules.put(key, context.readValue(parser, combinations));
            } else {
                axes.put(key, context.readValue(parser, values));
            }
        }
        return new MatrixEntry(rules.get("exclude"), rules.get("include"), axes);
    }
}
