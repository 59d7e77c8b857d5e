package io.archweave.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.OciJson;
import io.archweave.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of {@code docker manifest inspect}, so that scripts written for it go on working: three blanks and a fixed
 * order of keys for a list, tabs and the manifest's own order for an image. Where the docker command drops keys of a
 * list that it does not know, such as annotations, they follow here.
 */
final class InspectedJson {
    private static final List<String> LIST_KEYS = List.of("schemaVersion", "mediaType", "manifests");
    private static final List<String> CHILD_KEYS = List.of("mediaType", "size", "digest", "platform");
    private static final List<String> PLATFORM_KEYS =
            List.of("architecture", "os", "os.version", "os.features", "variant");

    private InspectedJson() {}

    /** The text of an index, in one form however it was written. */
    static String list(Manifest index) {
        JsonNode list = ordered(OciJson.tree(index.bytes()), LIST_KEYS);
        for (JsonNode child : list.path("manifests")) {
            if (child instanceof ObjectNode descriptor) {
                order(descriptor, CHILD_KEYS);
                if (descriptor.get("platform") instanceof ObjectNode platform) {
                    order(platform, PLATFORM_KEYS);
                }
            }
        }
        return JsonLayout.indented(JsonLayout.escaped(text(OciJson.write(list))), "   ") + "\n";
    }

    private static JsonNode ordered(JsonNode node, List<String> keys) {
        if (node instanceof ObjectNode fields) {
            order(fields, keys);
        }
        return node;
    }

    private static void order(ObjectNode fields, List<String> keys) {
        ObjectNode all = fields.deepCopy();
        fields.removeAll();
        keys.stream().filter(all::has).forEach(key -> fields.set(key, all.get(key)));
        all.properties().stream()
                .filter(field -> !fields.has(field.getKey()))
                .forEach(field -> fields.set(field.getKey(), field.getValue()));
    }

    /** The text of any other manifest. */
    static String image(Manifest image) {
        return JsonLayout.indented(text(image.bytes()), "\t") + "\n";
    }

    /** The text of {@code -v} for one image by its name. */
    static String verbose(Entry entry) {
        return laidOut(entry.fields());
    }

    /** The text of {@code -v} for a list. */
    static String verbose(List<Entry> entries) {
        return laidOut(entries.stream().map(Entry::fields).toList());
    }

    private static String laidOut(Object value) {
        return JsonLayout.indented(JsonLayout.escaped(text(OciJson.write(value))), "\t") + "\n";
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    /**
     * One image in the text of {@code -v}.
     *
     * @param name what it was asked for by
     * @param descriptor how its list points to it
     * @param platform what it runs on
     * @param manifest itself
     */
    record Entry(String name, Descriptor descriptor, Platform platform, Manifest manifest) {
        private Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("Ref", name);
            fields.put("Descriptor", pointer());
            fields.put("Raw", manifest.bytes());
            boolean isDocker = manifest.mediaType().equals(MediaTypes.DOCKER_MANIFEST);
            fields.put(isDocker ? "SchemaV2Manifest" : "OCIManifest", new RawValue(text(manifest.bytes())));
            return fields;
        }

        private Map<String, Object> pointer() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("mediaType", manifest.mediaType());
            fields.put("digest", manifest.digest());
            fields.put("size", manifest.size());
            if (!descriptor.annotations().isEmpty()) {
                fields.put("annotations", descriptor.annotations());
            }
            fields.put("platform", platform);
            return fields;
        }
    }
}
