package io.archweave.oci;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one manifest: a repository with a tag or a digest.
 *
 * @param repository where it is
 * @param identifier a tag, or a digest
 */
public record Reference(Repository repository, String identifier) {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** Throws {@link IllegalArgumentException} with a message for a person if the identifier is neither. */
    public Reference {
        if (!Digest.isDigest(identifier) && !isTag(identifier)) {
            throw new IllegalArgumentException("'" + identifier
                    + "' is not a tag; expected up to 128 letters, digits and _ . - that begin with none of . and -");
        }
    }

    /** Whether a registry takes this text as a tag. */
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /**
     * Reads {@code [host/]path[:tag][@digest]} as the docker commands do; no tag means {@code latest}, and a digest
     * wins over a tag. Throws {@link IllegalArgumentException} with a message for a person if it is malformed.
     */
    public static Reference parse(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        int colon = name.lastIndexOf(':');
        boolean hasTag = colon > name.lastIndexOf('/');
        String tag = hasTag ? name.substring(colon + 1) : "latest";
        Repository repository = Repository.parse(hasTag ? name.substring(0, colon) : name);
        if (at < 0) {
            return new Reference(repository, tag);
        }
        return new Reference(repository, new Digest(text.substring(at + 1)).value());
    }

    /** The digest, if this names one. */
    public Optional<Digest> digest() {
        return Digest.isDigest(identifier) ? Optional.of(new Digest(identifier)) : Optional.empty();
    }

    /** The tag, if this names one. */
    public Optional<String> tag() {
        return Digest.isDigest(identifier) ? Optional.empty() : Optional.of(identifier);
    }

    /** The full name, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return repository + (Digest.isDigest(identifier) ? "@" : ":") + identifier;
    }
}
