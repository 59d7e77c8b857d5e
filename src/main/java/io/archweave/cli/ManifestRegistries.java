package io.archweave.cli;

import io.archweave.oci.Reference;
import io.archweave.registry.ImageStore;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The way to the registries of a verb, and the option that opens it to those without TLS. */
final class ManifestRegistries {
    @Option(
            names = "--insecure",
            description = "Speak to the registries of the named images without TLS where they know none."
                    + " Registries on loopback need no such leave.")
    private boolean isInsecure;

    /** The registries, with leave to speak without TLS to those of these images only if it was given. */
    ImageStore open(CommandContext context, Collection<Reference> images) {
        Set<String> hosts =
                images.stream().map(image -> image.repository().host()).collect(Collectors.toSet());
        return context.registries(isInsecure ? hosts : Set.of());
    }
}
