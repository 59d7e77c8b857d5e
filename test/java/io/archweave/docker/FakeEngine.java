package io.archweave.docker;

import io.archweave.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** An Engine that runs nothing: notes what it is asked and gives the answers it was told. */
public final class FakeEngine implements Engine {
    private final EngineAddress address;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<byte[]> loaded = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<ContainerResult>> runs = new HashMap<>();
    private EngineFacts facts = new EngineFacts("26.1.5", "linux", "amd64", 4, true);

    public FakeEngine(EngineAddress address) {
        this.address = address;
    }

    /** An Engine at an address where nobody listens. */
    public static FakeEngine anywhere() {
        return new FakeEngine(new EngineAddress("unix:///nowhere/docker.sock"));
    }

    /** What it says of itself. */
    public FakeEngine being(EngineFacts what) {
        facts = what;
        return this;
    }

    /** How a command, its words joined by spaces, ends in any image. */
    public FakeEngine running(String command, Supplier<ContainerResult> result) {
        runs.put(command, result);
        return this;
    }

    /** What it was asked, in order, such as {@code pull example.com/app@sha256:... linux/amd64}. */
    public List<String> events() {
        return events;
    }

    /** The tars that were loaded. */
    public List<byte[]> loaded() {
        return loaded;
    }

    @Override
    public EngineAddress address() {
        return address;
    }

    @Override
    public EngineFacts probe() {
        events.add("probe");
        return facts;
    }

    @Override
    public void pull(String image, Platform platform) {
        events.add("pull " + image + " " + platform);
    }

    @Override
    public void load(InputStream tar) {
        events.add("load");
        try {
            loaded.add(tar.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ContainerResult run(String image, Platform platform, List<String> command, Duration timeout) {
        String words = String.join(" ", command);
        events.add("run " + words + " in " + image + " " + platform);
        return runs.getOrDefault(words, () -> new ContainerResult(0, "")).get();
    }

    @Override
    public void removeImage(String image) {
        events.add("remove " + image);
    }

    @Override
    public void close() {
        events.add("close");
    }
}
