package io.archweave.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the libraries quiet: their wire logs would hold credentials. */
final class Logging {
    /** Held here because the JDK forgets loggers that nobody holds, with their levels. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger(""), Logger.getLogger("com.github.dockerjava"), Logger.getLogger("org.apache.hc"));

    private Logging() {}

    static void quieten() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
