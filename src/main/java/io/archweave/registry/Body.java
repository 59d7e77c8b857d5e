package io.archweave.registry;

import io.archweave.registry.ImageStore.BlobSource;
import java.io.ByteArrayInputStream;

/**
 * What a request sends.
 *
 * @param contentType its media type, empty if there is nothing to say
 * @param length the number of its bytes
 * @param source where they come from, opened once for each attempt
 */
record Body(String contentType, long length, BlobSource source) {
    static final Body EMPTY = of("", new byte[0]);

    static Body of(String contentType, byte[] bytes) {
        return new Body(contentType, bytes.length, () -> new ByteArrayInputStream(bytes));
    }
}
