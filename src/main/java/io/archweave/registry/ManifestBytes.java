package io.archweave.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.OciJson;
import java.util.Locale;

/**
 * Takes bytes for the manifest they are, or refuses to.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/security/advisories/GHSA-77vh-xpmg-72qh">
 *     why a manifest that can be taken for two things is refused</a>
 */
final class ManifestBytes {
    /** The size that every registry takes and no manifest should exceed. */
    static final int LIMIT = 4 * 1024 * 1024;

    private static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";

    private ManifestBytes() {}

    /**
     * The manifest in these bytes. Throws {@link NotAsDeclared} if they hold none, more than one kind, another kind
     * than was declared, or one of the old kind that has no stable digest.
     *
     * @param place where they come from
     * @param declared the content type they came with, empty if there was none
     */
    static Manifest read(String place, String declared, byte[] bytes) {
        if (bytes.length > LIMIT) {
            throw wrong(place, "the manifest has more than the " + LIMIT + " bytes that a manifest may have");
        }
        JsonNode tree = tree(place, bytes);
        String type = plainType(declared);
        refuseSchema1(place, tree.path("schemaVersion").asInt() == 1 ? SCHEMA_1 : type);
        String own = tree.path("mediaType").asText("");
        if (MediaTypes.MANIFESTS.contains(type) && !own.isEmpty() && !own.equals(type)) {
            throw wrong(place, "the manifest came as " + type + " but calls itself " + own);
        }
        if (tree.has("manifests") && (tree.has("layers") || tree.has("config"))) {
            throw wrong(place, "the manifest is an index and an image at once");
        }
        return new Manifest(MediaTypes.MANIFESTS.contains(type) ? type : typeOf(place, own, tree), bytes);
    }

    /** Throws {@link NotAsDeclared} if the content type is that of the old kind. */
    static void refuseSchema1(String place, String contentType) {
        if (contentType.startsWith(SCHEMA_1)) {
            throw new NotAsDeclared(Problem.at(place, "the registry answers with a schema 1 manifest")
                    .expected("an OCI or Docker schema 2 manifest or index")
                    .remedy("schema 1 knows no platforms and no stable digest: push the image with a current tool"));
        }
    }

    /** A content type in lower case and without parameters. */
    static String plainType(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static String typeOf(String place, String own, JsonNode tree) {
        if (!own.isEmpty()) {
            return own;
        }
        if (tree.path("manifests").isArray()) {
            return MediaTypes.OCI_INDEX;
        }
        if (tree.path("layers").isArray() && tree.path("config").isObject()) {
            return MediaTypes.OCI_MANIFEST;
        }
        throw wrong(place, "what is kept there is JSON, but no manifest");
    }

    private static JsonNode tree(String place, byte[] bytes) {
        try {
            return OciJson.tree(bytes);
        } catch (IllegalArgumentException e) {
            throw wrong(place, "what is kept there is no manifest: " + ErrorText.of(bytes));
        }
    }

    private static NotAsDeclared wrong(String place, String found) {
        return new NotAsDeclared(
                Problem.at(place, found).remedy("check the name, and push the image there again if it is right"));
    }
}
