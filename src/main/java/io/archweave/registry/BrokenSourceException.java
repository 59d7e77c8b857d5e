package io.archweave.registry;

import java.io.IOException;

/** The bytes that were to be sent stopped coming: the fault is where they come from, not where they go. */
final class BrokenSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenSourceException(String place, IOException cause) {
        super("the bytes of " + place + " broke off (" + cause.getMessage() + ")", cause);
    }
}
