package io.archweave.check;

import io.archweave.failure.NotAsDeclared;
import io.archweave.failure.Problem;
import io.archweave.oci.Descriptor;
import io.archweave.oci.ImageManifest;
import io.archweave.oci.Manifest;
import io.archweave.oci.OciJson;
import io.archweave.oci.Platform;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.registry.ImageStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Holds what an image's config says against what it was declared for. */
public final class ConfigCheck {
    private static final int MAX_CONFIG = 4 * 1024 * 1024;

    private ConfigCheck() {}

    /** Throws {@link NotAsDeclared} if the image is not there, is no image or is for another platform. */
    public static void check(ImageStore store, Repository repository, Descriptor image, Platform declared) {
        Reference reference = repository.pinned(image.digest());
        Manifest manifest = store.manifest(reference)
                .orElseThrow(() -> new NotAsDeclared(Problem.at(reference.toString(), "the image is not there")));
        ImageManifest content = manifest.image()
                .orElseThrow(
                        () -> new NotAsDeclared(Problem.at(reference.toString(), "this is a " + manifest.mediaType())
                                .expected("the manifest of one image")));
        Platform actual =
                OciJson.readConfig(read(store, repository, content.config())).platform();
        if (!actual.sameAs(withVersionOf(actual, declared))) {
            throw new NotAsDeclared(Problem.at(reference.toString(), "its config says " + actual)
                    .expected(declared.toString())
                    .remedy("is the base image really for " + declared + "? a FROM with a fixed --platform or a"
                            + " single-platform base gives this"));
        }
    }

    /** A declaration says nothing of Windows builds, so whichever the image has is right. */
    private static Platform withVersionOf(Platform actual, Platform declared) {
        return new Platform(
                declared.architecture(), declared.os(), actual.osVersion(), actual.osFeatures(), declared.variant());
    }

    private static byte[] read(ImageStore store, Repository repository, Descriptor config) {
        if (config.size() > MAX_CONFIG) {
            throw new NotAsDeclared(Problem.at(
                    repository.pinned(config.digest()).toString(), "a config of " + config.size() + " bytes"));
        }
        try (InputStream bytes = store.openBlob(repository, config)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
