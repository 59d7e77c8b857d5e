package io.archweave.publish;

import io.archweave.build.InMemoryStore;
import io.archweave.matrix.Destination;
import io.archweave.matrix.Target;
import io.archweave.oci.Descriptor;
import io.archweave.oci.Digest;
import io.archweave.oci.Manifest;
import io.archweave.oci.Platform;
import io.archweave.oci.PlatformImage;
import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import io.archweave.plan.TargetSketch;
import io.archweave.registry.SampleImage;
import io.archweave.weave.IndexWeaver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registries with what stands there before a target {@code app} is published. */
final class PublishScene {
    static final Destination FIRST = Destination.OfRegistry.plain("first.example.com/acme");
    static final Destination SECOND = Destination.OfRegistry.plain("second.example.com/acme");
    static final Destination MIRROR = new Destination.OfRegistry("mirror.example.com/acme", false, "*", false);

    final InMemoryStore store = new InMemoryStore();
    final TagJournal journal = new FakeJournal(store.events());

    /** The target that is published, under these tags. */
    static Target app(String... tags) {
        return TargetSketch.of("app")
                .tags(tags)
                .on("linux/amd64", "linux/arm64")
                .target();
    }

    static Repository repository(Destination destination) {
        return destination.repository("app");
    }

    static Reference tag(Destination destination, String tag) {
        return repository(destination).tagged(tag);
    }

    /** Pushes an image for each platform to a destination, by digest; a text makes them differ from others. */
    List<PlatformImage> push(Destination destination, String text, String... platforms) {
        List<PlatformImage> images = new ArrayList<>();
        for (String platform : platforms) {
            SampleImage image = SampleImage.of(platform, text);
            image.pushTo(store, repository(destination));
            images.add(
                    new PlatformImage(Platform.parse(platform), image.manifest().descriptor(), List.of()));
        }
        return images;
    }

    /** Pushes a list of images to a destination, by digest. */
    Manifest weave(Destination destination, List<PlatformImage> images) {
        Manifest index = Manifest.of(IndexWeaver.weave(images, Map.of()));
        store.put(repository(destination).pinned(index.digest()), index);
        return index;
    }

    /** A release whose list is in the first destination, as it is when publishing begins. */
    Release ready(Target target, String text, String... platforms) {
        List<PlatformImage> images = push(FIRST, text, platforms);
        return new Release(target, weave(FIRST, images), images);
    }

    /** What was published before: a list under some tags of a destination. */
    Manifest standing(Destination destination, String text, List<String> platforms, String... tags) {
        Manifest index = weave(destination, push(destination, text, platforms.toArray(String[]::new)));
        for (String tag : tags) {
            store.tag(tag(destination, tag), index.digest());
        }
        return index;
    }

    Publication publish(Release release, Destination... destinations) {
        return publisher(false, destinations).publish(release);
    }

    Publisher publisher(boolean mayLosePlatforms, Destination... destinations) {
        store.events().clear();
        return new Publisher(List.of(destinations), any -> store, journal, mayLosePlatforms);
    }

    Optional<Digest> named(Destination destination, String tag) {
        return store.named(tag(destination, tag));
    }

    /** A second manifest about the first, as BuildKit's provenance is. */
    Descriptor attestation(Destination destination, Digest subject) {
        SampleImage provenance = SampleImage.of("linux/amd64", "provenance of " + subject);
        provenance.pushTo(store, repository(destination));
        return provenance
                .manifest()
                .descriptor()
                .on(Platform.of("unknown", "unknown", ""))
                .annotated(Map.of(
                        Descriptor.REFERENCE_TYPE,
                        "attestation-manifest",
                        Descriptor.REFERENCE_DIGEST,
                        subject.value()));
    }
}
