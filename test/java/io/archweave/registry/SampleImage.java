package io.archweave.registry;

import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.ImageIndex;
import io.archweave.oci.Manifest;
import io.archweave.oci.MediaTypes;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A small image with two layers, one of which is the same in all of them.
 *
 * @param blobs the bytes of its config and then of its layers
 * @param manifest what names them
 */
public record SampleImage(List<byte[]> blobs, Manifest manifest) {
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    /** An image for a platform whose second layer is this text. */
    public static SampleImage of(String platform, String text) {
        Platform parsed = Platform.parse(platform);
        byte[] config = ("{\"architecture\":\"" + parsed.architecture() + "\",\"os\":\"" + parsed.os()
                        + "\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}")
                .getBytes(StandardCharsets.UTF_8);
        List<byte[]> layers = List.of(bytes("the layer that all share"), bytes(platform + " " + text));
        return new SampleImage(
                List.of(config, layers.get(0), layers.get(1)),
                new Manifest(MediaTypes.OCI_MANIFEST, bytes(json(config, layers))));
    }

    private static String json(byte[] config, List<byte[]> layers) {
        String joined = String.join(
                ",", layers.stream().map(layer -> json(LAYER, layer)).toList());
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"config\":"
                + json("application/vnd.oci.image.config.v1+json", config) + ",\"layers\":[" + joined + "]}";
    }

    private static String json(String mediaType, byte[] bytes) {
        return "{\"mediaType\":\"" + mediaType + "\",\"size\":" + bytes.length + ",\"digest\":\"" + Digest.of(bytes)
                + "\"}";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An index of these images, in order. */
    public static Manifest index(Map<String, SampleImage> byPlatform) {
        List<Descriptor> children = byPlatform.entrySet().stream()
                .map(entry -> entry.getValue().manifest().descriptor().on(Platform.parse(entry.getKey())))
                .toList();
        return Manifest.of(new ImageIndex(2, MediaTypes.OCI_INDEX, children, Map.of()));
    }

    /** Stores the image by its digest. */
    public Reference pushTo(ImageStore store, Repository repository) {
        for (byte[] blob : blobs) {
            Descriptor descriptor = Descriptor.of("application/octet-stream", blob.length, Digest.of(blob));
            store.putBlob(repository, descriptor, () -> new ByteArrayInputStream(blob));
        }
        Reference reference = repository.pinned(manifest.digest());
        store.put(reference, manifest);
        return reference;
    }
}
