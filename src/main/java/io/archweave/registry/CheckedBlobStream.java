package io.archweave.registry;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a blob, which throws {@link NotAsDeclared} at their end if they are not the ones that were promised. */
final class CheckedBlobStream extends FilterInputStream {
    private final Descriptor blob;
    private final String place;
    private final MessageDigest calculator;
    private final Runnable onFailure;
    private long count;
    private boolean isChecked;

    private CheckedBlobStream(InputStream bytes, Descriptor blob, String place, Runnable onFailure) {
        super(bytes);
        this.blob = blob;
        this.place = place;
        this.calculator = calculator(blob);
        this.onFailure = onFailure;
    }

    /** Reads from {@code bytes}, which are said to be this blob and come from {@code place}. */
    CheckedBlobStream(InputStream bytes, Descriptor blob, String place) {
        this(bytes, blob, place, () -> {});
    }

    /** Reads the body of an answer, which is closed together with the stream. */
    static CheckedBlobStream of(Answer answer, Descriptor blob, String place) {
        return of(answer, blob, place, () -> {});
    }

    /** Also says so at once if the bytes break off or are other ones. */
    static CheckedBlobStream of(Answer answer, Descriptor blob, String place, Runnable onFailure) {
        InputStream bytes = new FilterInputStream(answer.body()) {
            @Override
            public void close() {
                answer.close();
            }
        };
        return new CheckedBlobStream(bytes, blob, place, onFailure);
    }

    private static MessageDigest calculator(Descriptor blob) {
        try {
            return MessageDigest.getInstance(blob.digest().algorithm().equals("sha512") ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has both", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = readFromSource(buffer, offset, length);
        if (read > 0) {
            count += read;
            calculator.update(buffer, offset, read);
        }
        if (count > blob.size()) {
            throw wrong("has more than the " + blob.size() + " bytes of its descriptor");
        }
        if (read < 0 && !isChecked) {
            check();
        }
        return read;
    }

    /** Skipped bytes count as well, so they are read. */
    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int readFromSource(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            onFailure.run();
            throw new BrokenSourceException(place, e);
        }
    }

    private void check() {
        isChecked = true;
        if (count != blob.size()) {
            throw wrong("has " + count + " bytes, but its descriptor says " + blob.size());
        }
        String digest = blob.digest().algorithm() + ":" + HexFormat.of().formatHex(calculator.digest());
        if (!digest.equals(blob.digest().value())) {
            throw wrong("has the digest " + digest + ", but is kept as " + blob.digest());
        }
    }

    private NotAsDeclared wrong(String found) {
        onFailure.run();
        return new NotAsDeclared(Problem.at(place, "the blob " + found)
                .remedy("it was damaged where it is kept or on its way: push the image there again"));
    }
}
