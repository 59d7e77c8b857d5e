package io.archweave.matrix;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code archweave.yaml} as written: every value is still the text that stands there, templates unfilled, nothing
 * inherited, nothing defaulted.
 *
 * <pre>
 * version: 1
 * registry: registry.example.com/acme
 * platforms: [linux/amd64, linux/arm64]
 * targets:
 *   app: {context: app, tags: [latest]}
 * </pre>
 */
record MatrixFile(
        @JsonPropertyDescription("The version of this format: 1.") Optional<String> version,
        @JsonPropertyDescription(
                        "Where the images go: host[:port]/path or oci:FOLDER. Built into the first, copied to the others.")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<RegistryEntry> registry,
        @JsonPropertyDescription("The platforms of every target that names none.") PlatformSet platforms,
        @JsonPropertyDescription("Values that a run can be given with --set, used as ${param:name}.")
                Map<String, ParamEntry> params,
        @JsonPropertyDescription("Keys of a target, for all of them.") TargetEntry defaults,
        @JsonPropertyDescription("Where cells may be built, by name; none given: the local Docker Engine.")
                Map<String, NodeEntry> nodes,
        @JsonPropertyDescription("Whether QEMU may take a platform that no node has natively.")
                EmulationEntry emulation,
        @JsonPropertyDescription("The images to release, by name.") Map<String, TargetEntry> targets) {

    MatrixFile {
        version = orEmpty(version);
        registry = copy(registry);
        platforms = platforms == null ? PlatformSet.NONE : platforms;
        params = copy(params);
        nodes = copy(nodes);
        emulation = emulation == null ? new EmulationEntry(Optional.empty()) : emulation;
        targets = copy(targets);
    }

    /** A registry with the path before the image names; written as text or as a mapping. */
    record RegistryEntry(
            @JsonPropertyDescription("host[:port]/path or oci:FOLDER.") String name,
            @JsonPropertyDescription("false: a failure there makes the run unstable, not failed.")
                    Optional<Boolean> required,
            @JsonPropertyDescription("true: it may be spoken to without TLS.") Optional<Boolean> insecure,
            @JsonPropertyDescription("The image's name there; * stands for its name.") Optional<String> repository) {
        @JsonCreator
        RegistryEntry {
            name = name == null ? "" : name;
            required = orEmpty(required);
            insecure = orEmpty(insecure);
            repository = orEmpty(repository);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static RegistryEntry of(String name) {
            return new RegistryEntry(name, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Where cells may be built; an empty mapping is the local Engine. */
    record NodeEntry(
            @JsonPropertyDescription("unix:///path or tcp://host:port.") Optional<String> host,
            @JsonPropertyDescription("A folder with ca.pem, cert.pem and key.pem.") Optional<String> tls,
            @JsonPropertyDescription("An existing buildx builder.") Optional<String> builder,
            @JsonPropertyDescription("A Jenkins label.") Optional<String> agent,
            @JsonPropertyDescription("What it may be used for; default: whatever it can build.") List<String> platforms,
            @JsonPropertyDescription("Calls of buildx at once.") Optional<Integer> slots) {
        NodeEntry {
            host = orEmpty(host);
            tls = orEmpty(tls);
            builder = orEmpty(builder);
            agent = orEmpty(agent);
            platforms = copy(platforms);
            slots = orEmpty(slots);
        }
    }

    /** Whether QEMU may take a platform. */
    record EmulationEntry(@JsonPropertyDescription("never, when-needed or always-allowed.") Optional<String> use) {
        EmulationEntry {
            use = orEmpty(use);
        }
    }

    /** A value that a run can be given. */
    record ParamEntry(
            @JsonPropertyDescription("string (the default), choice, boolean or number.") Optional<String> type,
            @JsonProperty("default") @JsonPropertyDescription("Its value if the run is given none.")
                    Optional<String> fallback,
            @JsonPropertyDescription("What a choice may be.") List<String> choices,
            @JsonPropertyDescription("A regular expression that the whole value must match.") Optional<String> pattern,
            @JsonPropertyDescription("The least a number may be.") Optional<Long> min,
            @JsonPropertyDescription("The most a number may be.") Optional<Long> max,
            @JsonPropertyDescription("What it is for.") Optional<String> description) {
        ParamEntry {
            type = orEmpty(type);
            fallback = orEmpty(fallback);
            choices = copy(choices);
            pattern = orEmpty(pattern);
            min = orEmpty(min);
            max = orEmpty(max);
            description = orEmpty(description);
        }
    }

    /** Jackson leaves out what a record's text leaves out; inside there are no nulls. */
    static <T> Optional<T> orEmpty(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }

    static <T> List<T> copy(List<T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(value -> value != null).toList();
    }

    static <V> Map<String, V> copy(Map<String, V> values) {
        Map<String, V> copy = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((key, value) -> {
                if (value != null) {
                    copy.put(key, value);
                }
            });
        }
        return Collections.unmodifiableMap(copy);
    }
}
