package io.archweave.docker;

import io.archweave.oci.Platform;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/** A Docker Engine; every method may throw {@link io.archweave.failure.Unreachable}. */
public interface Engine extends AutoCloseable {

    EngineAddress address();

    /** Asks the Engine what it is. */
    EngineFacts probe();

    /** Fetches an image for one platform by its full name with digest. */
    void pull(String image, Platform platform);

    /** Takes in an image from a tar of an OCI layout. */
    void load(InputStream tar);

    /** Runs a command in an image and waits for its end; the container is gone afterwards. */
    ContainerResult run(String image, Platform platform, List<String> command, Duration timeout);

    /** Forgets an image by name; one that is not there is no error. */
    void removeImage(String image);

    @Override
    void close();

    /**
     * How a container ended.
     *
     * @param exitCode of its process, -1 if it was stopped because its time was up
     * @param output what it wrote, both streams, at most 64 KiB
     */
    record ContainerResult(int exitCode, String output) {}
}
