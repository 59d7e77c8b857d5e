package io.archweave.registry;

import java.io.IOException;

/** A server pointed to a place where nobody may follow. Asking again would not change that. */
final class MisdirectedException extends IOException {
    private static final long serialVersionUID = 1L;

    MisdirectedException(String message) {
        super(message);
    }
}
