package io.archweave.cli;

import io.archweave.registry.ImageStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** What every command gets from the composition root, so that commands can be run as black boxes in tests. */
interface CommandContext {
    /** For results. */
    PrintWriter out();

    /** For talk. */
    PrintWriter err();

    /** The environment of this process, or a test's. */
    Map<String, String> environment();

    /** The user's folder of Archweave's state: {@code ~/.archweave} unless {@code ARCHWEAVE_HOME} says otherwise. */
    Path stateFolder();

    /** All registries, with those hosts named insecure besides the ones of the settings. */
    ImageStore registries(Set<String> insecureHosts);
}
