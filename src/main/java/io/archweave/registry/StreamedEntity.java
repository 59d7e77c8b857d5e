package io.archweave.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body of known length that is read once, to its very end, so that a source that checks itself gets to do so. */
final class StreamedEntity extends AbstractHttpEntity {
    private final InputStream bytes;
    private final long length;

    StreamedEntity(Body body, InputStream bytes) {
        super(body.contentType().isEmpty() ? null : body.contentType(), null);
        this.bytes = bytes;
        this.length = body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        bytes.transferTo(out);
    }

    @Override
    public InputStream getContent() {
        return bytes;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
