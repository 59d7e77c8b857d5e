package io.archweave.draft;

import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.OciJson;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.registry.FakeRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A small image of one layer, Docker's or OCI's.
 *
 * @param config the text of its config
 * @param layer the text of its layer
 * @param manifest what names them
 */
public record TestImage(String config, String layer, Manifest manifest) {

    /** An image with Docker's media types whose config states this platform; other text makes another image. */
    public static TestImage docker(Platform platform, String text) {
        return of(MediaTypes.DOCKER_MANIFEST, json(platform), text);
    }

    /** The same with OCI's media types. */
    public static TestImage oci(Platform platform, String text) {
        return of(MediaTypes.OCI_MANIFEST, json(platform), text);
    }

    /** What BuildKit puts beside an image to tell where it came from. */
    public static TestImage provenance() {
        return of(MediaTypes.OCI_MANIFEST, "{}", "provenance");
    }

    private static TestImage of(String mediaType, String config, String layer) {
        String json = "{\"schemaVersion\":2,\"mediaType\":\"" + mediaType + "\",\"config\":"
                + pointer("application/vnd.test.config+json", config) + ",\"layers\":["
                + pointer("application/vnd.test.layer", layer) + "]}";
        return new TestImage(config, layer, new Manifest(mediaType, bytes(json)));
    }

    private static String json(Platform platform) {
        return new String(OciJson.write(platform), StandardCharsets.UTF_8);
    }

    private static String pointer(String mediaType, String content) {
        byte[] bytes = bytes(content);
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + Digest.of(bytes) + "\",\"size\":" + bytes.length
                + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public Digest digest() {
        return manifest.digest();
    }

    /** Stores the image under a name. */
    public TestImage putInto(FakeRegistry registry, Reference name) {
        Repository repository = name.repository();
        registry.addBlob(repository, "application/vnd.test.config+json", bytes(config));
        registry.addBlob(repository, "application/vnd.test.layer", bytes(layer));
        registry.addManifest(name, manifest);
        return this;
    }

    /** The image as a child of an index. */
    public Descriptor on(Platform platform) {
        return manifest.descriptor().on(platform);
    }

    /** The image as an attestation of another one. */
    public Descriptor about(Digest image) {
        return manifest.descriptor()
                .on(Platform.of("unknown", "unknown", ""))
                .annotated(Map.of(
                        Descriptor.REFERENCE_TYPE, "attestation-manifest", Descriptor.REFERENCE_DIGEST, image.value()));
    }

    /** Stores an index of these children under a name. */
    public static Manifest putIndex(FakeRegistry registry, Reference name, String mediaType, Descriptor... children) {
        Manifest index = Manifest.of(new ImageIndex(2, mediaType, List.of(children), Map.of()));
        registry.addManifest(name, index);
        return index;
    }
}
