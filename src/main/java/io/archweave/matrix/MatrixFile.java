package io.archweave.matrix;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code archweave.yaml} as written: every value is still the text that stands there, templates unfilled, nothing
 * defaulted.
 *
 * <pre>
 * version: 1
 * registry: registry.example.com/acme
 * platforms: [linux/amd64, linux/arm64]
 * targets:
 *   app: {context: app, tags: [latest]}
 * </pre>
 *
 * @param version 1
 * @param registry where the images go, the first one is where they are built to
 * @param platforms for every target that names none
 * @param defaults keys of a target, for all of them
 * @param nodes where cells may be built
 * @param emulation whether QEMU may take a platform that no node has natively
 * @param targets by name
 */
record MatrixFile(
        Optional<String> version,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<RegistryEntry> registry,
        PlatformSet platforms,
        TargetEntry defaults,
        Map<String, NodeEntry> nodes,
        EmulationEntry emulation,
        Map<String, TargetEntry> targets) {

    MatrixFile {
        version = orEmpty(version);
        registry = copy(registry);
        platforms = platforms == null ? PlatformSet.NONE : platforms;
        defaults = defaults == null ? TargetEntry.NOTHING : defaults;
        nodes = copy(nodes);
        emulation = emulation == null ? new EmulationEntry(Optional.empty()) : emulation;
        targets = copy(targets);
    }

    /** A registry with the path before the image names; written as text or as {@code {name:, required:, insecure:}}. */
    record RegistryEntry(String name, Optional<Boolean> required, Optional<Boolean> insecure) {
        @JsonCreator
        RegistryEntry {
            name = name == null ? "" : name;
            required = orEmpty(required);
            insecure = orEmpty(insecure);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static RegistryEntry of(String name) {
            return new RegistryEntry(name, Optional.empty(), Optional.empty());
        }
    }

    /** Where cells may be built; an empty mapping is the local Engine. */
    record NodeEntry(
            Optional<String> host,
            Optional<String> tls,
            Optional<String> builder,
            Optional<String> agent,
            List<String> platforms,
            Optional<Integer> slots) {
        NodeEntry {
            host = orEmpty(host);
            tls = orEmpty(tls);
            builder = orEmpty(builder);
            agent = orEmpty(agent);
            platforms = copy(platforms);
            slots = orEmpty(slots);
        }
    }

    /** {@code use: never | when-needed | always-allowed}. */
    record EmulationEntry(Optional<String> use) {
        EmulationEntry {
            use = orEmpty(use);
        }
    }

    /** One target, or the defaults of all. */
    record TargetEntry(
            Optional<String> context,
            Optional<String> dockerfile,
            Optional<String> stage,
            Optional<String> repository,
            Map<String, String> contexts,
            Optional<MatrixEntry> matrix,
            Map<String, String> args,
            Map<String, String> labels,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> tags,
            PlatformSet platforms,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<TestEntry> test,
            Map<String, String> weave,
            Optional<AttestEntry> attest,
            Optional<String> timeout,
            Optional<Integer> retries) {
        static final TargetEntry NOTHING = new TargetEntry(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                PlatformSet.NONE,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        TargetEntry {
            context = orEmpty(context);
            dockerfile = orEmpty(dockerfile);
            stage = orEmpty(stage);
            repository = orEmpty(repository);
            contexts = copy(contexts);
            matrix = orEmpty(matrix);
            args = copy(args);
            labels = copy(labels);
            tags = copy(tags);
            platforms = platforms == null ? PlatformSet.NONE : platforms;
            test = copy(test);
            weave = copy(weave);
            attest = orEmpty(attest);
            timeout = orEmpty(timeout);
            retries = orEmpty(retries);
        }
    }

    /** Axes by name with their values, and what to leave out of or add to their product. */
    record MatrixEntry(
            List<Map<String, String>> exclude,
            List<Map<String, String>> include,
            @JsonAnySetter Map<String, List<String>> axes) {
        MatrixEntry {
            exclude = copy(exclude);
            include = copy(include);
            axes = copy(axes);
        }
    }

    /** Platforms as a list, or as a mapping to what differs there. */
    @JsonDeserialize(using = PlatformSetReader.class)
    record PlatformSet(Map<String, PlatformEntry> entries) {
        static final PlatformSet NONE = new PlatformSet(Map.of());

        PlatformSet {
            entries = copy(entries);
        }
    }

    /** What differs on one platform. */
    record PlatformEntry(
            Optional<Boolean> required,
            Map<String, String> args,
            Optional<String> dockerfile,
            Optional<String> stage,
            Optional<String> timeout) {
        static final PlatformEntry NOTHING =
                new PlatformEntry(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

        PlatformEntry {
            required = orEmpty(required);
            args = copy(args);
            dockerfile = orEmpty(dockerfile);
            stage = orEmpty(stage);
            timeout = orEmpty(timeout);
        }
    }

    /** A command to run in the image, and what its output must contain. */
    record TestEntry(List<String> run, Optional<String> expect) {
        TestEntry {
            run = copy(run);
            expect = orEmpty(expect);
        }
    }

    /** Which attestations BuildKit adds: {@code provenance: min | max | false}, {@code sbom: true | false}. */
    record AttestEntry(Optional<String> provenance, Optional<Boolean> sbom) {
        AttestEntry {
            provenance = orEmpty(provenance);
            sbom = orEmpty(sbom);
        }
    }

    /** Jackson leaves out what a record's text leaves out; inside there are no nulls. */
    private static <T> Optional<T> orEmpty(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }

    private static <T> List<T> copy(List<T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(value -> value != null).toList();
    }

    private static <V> Map<String, V> copy(Map<String, V> values) {
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
