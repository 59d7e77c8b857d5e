package io.archweave.report;

import io.archweave.oci.Digest;

/** Digests as a table shows them. */
final class ShortDigest {
    private ShortDigest() {}

    /** Algorithm and first digits of a digest; any other text as it is. */
    static String of(String digest) {
        return Digest.isDigest(digest) ? new Digest(digest).brief() : digest;
    }

    /** Only the first digits, where room is scarce and the whole digest is at hand. */
    static String digits(String digest) {
        String brief = of(digest);
        return brief.substring(brief.indexOf(':') + 1);
    }
}
