package io.archweave.registry;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;

/** What a server said to one request. Its body is read at most once; closing it gives the connection back. */
final class Answer implements Closeable {
    /** More than any registry says about an error. */
    private static final int SMALL = 64 * 1024;

    /** One more than a manifest may have, so that one which is too large is known by it. */
    private static final int MOST = ManifestBytes.LIMIT + 1;

    private final HttpCall call;
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private InputStream body;
    private byte[] loaded = new byte[0];

    Answer(HttpCall call, HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        this.call = call;
        this.request = request;
        this.response = response;
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? null : entity.getContent();
        this.body = content == null ? InputStream.nullInputStream() : content;
    }

    int status() {
        return response.getCode();
    }

    String method() {
        return call.method();
    }

    URI uri() {
        return call.uri();
    }

    /** The first value of a header. */
    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header. */
    List<String> headers(String name) {
        return Arrays.stream(response.getHeaders(name))
                .map(NameValuePair::getValue)
                .toList();
    }

    /**
     * The same answer with all of its body that anybody wants, independent of the connection. Throws
     * {@link IOException} if the body breaks off.
     */
    Answer load() throws IOException {
        loaded = body.readNBytes(MOST);
        close();
        body = new ByteArrayInputStream(loaded);
        return this;
    }

    /** What {@link #load} brought, nothing before it. */
    byte[] loaded() {
        return loaded.clone();
    }

    /** The bytes as they come. */
    InputStream body() {
        return body;
    }

    /** The bytes, but no more than {@code limit} of them. */
    byte[] bytes(int limit) throws IOException {
        return body.readNBytes(limit);
    }

    /** The bytes of an error, cut off where they become too many. */
    byte[] errorBytes() throws IOException {
        return bytes(SMALL);
    }

    /** Ends the answer. A short rest is read so that the connection can serve again, a long one is not worth it. */
    @Override
    public void close() {
        try {
            if (body.readNBytes(SMALL).length == SMALL) {
                request.cancel();
            }
            response.close();
        } catch (IOException e) {
            abandon();
        }
    }

    /** Ends the answer and its connection at once, whatever was still to come. */
    void abandon() {
        request.cancel();
    }
}
