package io.archweave.oci;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The address of some bytes by their hash, such as {@code sha256:4f53...}.
 *
 * @param value algorithm, colon and lower-case hexadecimal digits
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests">image-spec, Digests</a>
 */
public record Digest(@JsonValue String value) implements Comparable<Digest> {
    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern SHA512 = Pattern.compile("sha512:[0-9a-f]{128}");

    /** Throws {@link IllegalArgumentException} unless {@code value} is a sha256 or sha512 digest. */
    @JsonCreator
    public Digest {
        if (!isDigest(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a digest; expected sha256: and 64 hexadecimal digits in lower case");
        }
    }

    /** Whether the text is a sha256 or sha512 digest. */
    public static boolean isDigest(String text) {
        return text != null
                && (SHA256.matcher(text).matches() || SHA512.matcher(text).matches());
    }

    /** The sha256 digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return finish(sha256(), bytes);
    }

    /** A fresh sha256 calculator, to be closed by {@link #of(MessageDigest)}. */
    public static MessageDigest sha256() {
        return algorithm("SHA-256");
    }

    /** The digest of everything that was fed to a calculator made by {@link #sha256()}. */
    public static Digest of(MessageDigest sha256) {
        return new Digest("sha256:" + HexFormat.of().formatHex(sha256.digest()));
    }

    /** Whether these bytes have this address. */
    public boolean matches(byte[] bytes) {
        MessageDigest calculator = algorithm(value.startsWith("sha512:") ? "SHA-512" : "SHA-256");
        return HexFormat.of().formatHex(calculator.digest(bytes)).equals(hex());
    }

    /** {@code sha256} or {@code sha512}. */
    public String algorithm() {
        return value.substring(0, value.indexOf(':'));
    }

    /** The digits after the colon. */
    public String hex() {
        return value.substring(value.indexOf(':') + 1);
    }

    /** Algorithm and the first twelve digits, for a person's eye only. */
    public String brief() {
        return value.substring(0, value.indexOf(':') + 13);
    }

    @Override
    public int compareTo(Digest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static Digest finish(MessageDigest calculator, byte[] bytes) {
        calculator.update(bytes);
        return of(calculator);
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
