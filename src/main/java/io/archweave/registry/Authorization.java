package io.archweave.registry;

/**
 * What a request shows of itself.
 *
 * @param header the value of the {@code Authorization} header, empty to show nothing
 * @param isFinal whether there is nothing better to show when this is refused; a token from the cache may have been
 *     revoked, a new one has not
 */
record Authorization(String header, boolean isFinal) {
    static final Authorization NONE = new Authorization("", false);

    static Authorization bearer(String token, boolean isNew) {
        return new Authorization("Bearer " + token, isNew);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return header.isEmpty() ? "none" : "[secret]";
    }
}
