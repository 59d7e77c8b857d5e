package io.archweave.matrix;

import io.archweave.oci.Reference;
import io.archweave.oci.Repository;
import java.nio.file.Path;

/** Where the images of a release go. */
public sealed interface Destination {

    /** Whether a failure here fails the release; otherwise it only makes it unstable. */
    boolean required();

    /** The repository of a target here, before its tag. */
    Repository repository(String name);

    /** As a person would write it. */
    String label();

    /** The full name of a target's image with this tag here. */
    default Reference tagged(Target target, String tag) {
        return repository(target.repository()).tagged(tag);
    }

    /** That name as a person would give it to another tool. */
    default String spoken(Target target, String tag) {
        return tagged(target, tag).toString();
    }

    /**
     * A registry with the path before the image names.
     *
     * @param prefix {@code host[:port][/path]}
     * @param rule an image's name there, {@code *} standing for its name
     * @param insecure whether plain HTTP may be spoken to a host that is not this machine
     */
    record OfRegistry(String prefix, boolean required, String rule, boolean insecure) implements Destination {
        /** A registry that is required and treated as any other. */
        public static OfRegistry plain(String prefix) {
            return new OfRegistry(prefix, true, "*", false);
        }

        @Override
        public Repository repository(String name) {
            return Repository.parse(prefix + "/" + rule.replace("*", name));
        }

        @Override
        public String label() {
            return prefix;
        }

        /** The host with its port. */
        public String host() {
            return Repository.parse(prefix + "/x").host();
        }
    }

    /**
     * An OCI layout folder.
     *
     * @param folder made if it is not there
     */
    record OfLayout(Path folder) implements Destination {
        @Override
        public boolean required() {
            return true;
        }

        @Override
        public Repository repository(String name) {
            return new Repository("docker.io", name.contains("/") ? name : "library/" + name);
        }

        @Override
        public String label() {
            return "oci:" + folder;
        }

        /** As skopeo names an image in a layout. */
        @Override
        public String spoken(Target target, String tag) {
            String repository = target.repository();
            return label() + ":" + repository.substring(repository.lastIndexOf('/') + 1) + ":" + tag;
        }
    }
}
