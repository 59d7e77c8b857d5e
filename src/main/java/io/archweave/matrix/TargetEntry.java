package io.archweave.matrix;

import static io.archweave.matrix.MatrixFile.copy;
import static io.archweave.matrix.MatrixFile.orEmpty;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One target, or the defaults of all, as written. */
record TargetEntry(
        @JsonPropertyDescription("Targets whose keys this one takes over, the last one first in rank.")
                @JsonProperty("extends")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> parents,
        @JsonPropertyDescription("true: only there to be extended, never built.") @JsonProperty("abstract")
                Optional<Boolean> template,
        @JsonPropertyDescription("The folder to build, or a remote context.") Optional<String> context,
        @JsonPropertyDescription("The Dockerfile, inside the context.") Optional<String> dockerfile,
        @JsonPropertyDescription("The text of the Dockerfile itself.") @JsonProperty("dockerfile-inline")
                Optional<String> inline,
        @JsonPropertyDescription("The stage to stop at.") Optional<String> stage,
        @JsonPropertyDescription("Named contexts: a folder, a URL, docker-image://, oci-layout:// or target:NAME.")
                Map<String, String> contexts,
        @JsonPropertyDescription("Axes, and what to exclude from or include in their product.")
                Optional<MatrixEntry> matrix,
        @JsonPropertyDescription("A condition; combinations where it does not hold are dropped.") Optional<String> when,
        @JsonPropertyDescription("Build arguments.") Map<String, String> args,
        @JsonPropertyDescription("Labels of the image.") Map<String, String> labels,
        @JsonPropertyDescription("Annotations of each image's manifest and of the list.")
                Optional<AnnotationEntry> annotations,
        @JsonPropertyDescription("The image's name behind the registry; default: the target's.")
                Optional<String> repository,
        @JsonPropertyDescription("What the image is called: texts, or rules such as {semver: \"${git:tag}\"}.")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<TagEntry> tags,
        @JsonPropertyDescription("Names that --only group:NAME selects it by.")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> groups,
        @JsonPropertyDescription("Platforms as a list, or as a mapping to what differs there.") PlatformSet platforms,
        @JsonPropertyDescription("The nodes that may build it, by name.")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> node,
        @JsonPropertyDescription("never, when-needed or always-allowed.") Optional<String> emulation,
        @JsonPropertyDescription("What every platform's image must be able to run.")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<TestEntry> test,
        @JsonPropertyDescription("Instead of a context: images that exist, by platform.") Map<String, String> weave,
        @JsonPropertyDescription("Which attestations BuildKit adds.") Optional<AttestEntry> attest,
        @JsonPropertyDescription("Secrets by id, from the environment or a file.") Map<String, SecretEntry> secrets,
        @JsonPropertyDescription("SSH agents or keys: default, id, id=path.")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> ssh,
        @JsonPropertyDescription("A build cache in a registry, one reference for each platform.")
                Optional<CacheEntry> cache,
        @JsonPropertyDescription("true for no cache at all, or the stages to build anew.")
                @JsonProperty("no-cache")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> noCache,
        @JsonPropertyDescription("The network of RUN: default, none or host.") Optional<String> network,
        @JsonPropertyDescription("Hosts and their addresses in RUN.") @JsonProperty("add-hosts")
                Map<String, String> addHosts,
        @JsonPropertyDescription("Size of /dev/shm in RUN, such as 128m.") @JsonProperty("shm-size")
                Optional<String> shmSize,
        @JsonPropertyDescription("Limits of RUN, such as nofile: 1024:2048.") Map<String, String> ulimits,
        @JsonPropertyDescription("Entitlements: network.host, security.insecure.")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> allow,
        @JsonPropertyDescription("Seconds since 1970 for every time in the image.") @JsonProperty("source-date-epoch")
                Optional<String> sourceDateEpoch,
        @JsonPropertyDescription("Of a cell, such as 45m.") Optional<String> timeout,
        @JsonPropertyDescription("Further attempts after a failure that may pass.") Optional<Integer> retries) {

    TargetEntry {
        parents = copy(parents);
        template = orEmpty(template);
        context = orEmpty(context);
        dockerfile = orEmpty(dockerfile);
        inline = orEmpty(inline);
        stage = orEmpty(stage);
        contexts = copy(contexts);
        matrix = orEmpty(matrix);
        when = orEmpty(when);
        args = copy(args);
        labels = copy(labels);
        annotations = orEmpty(annotations);
        repository = orEmpty(repository);
        tags = copy(tags);
        groups = copy(groups);
        platforms = platforms == null ? PlatformSet.NONE : platforms;
        node = copy(node);
        emulation = orEmpty(emulation);
        test = copy(test);
        weave = copy(weave);
        attest = orEmpty(attest);
        secrets = copy(secrets);
        ssh = copy(ssh);
        cache = orEmpty(cache);
        noCache = copy(noCache);
        network = orEmpty(network);
        addHosts = copy(addHosts);
        shmSize = orEmpty(shmSize);
        ulimits = copy(ulimits);
        allow = copy(allow);
        sourceDateEpoch = orEmpty(sourceDateEpoch);
        timeout = orEmpty(timeout);
        retries = orEmpty(retries);
    }

    /** Axes by name with their values, and what to leave out of or add to their product. */
    @JsonDeserialize(using = MatrixEntryReader.class)
    record MatrixEntry(
            @JsonPropertyDescription("Combinations to drop.") List<Map<String, String>> exclude,
            @JsonPropertyDescription("Combinations to add, or keys to add to those that match.")
                    List<Map<String, String>> include,
            Map<String, List<String>> axes) {
        MatrixEntry {
            exclude = copy(exclude);
            include = copy(include);
            axes = copy(axes);
        }
    }

    /** A name, or a rule that makes names; written as text or as a mapping. */
    record TagEntry(
            @JsonPropertyDescription("The name itself.") Optional<String> tag,
            @JsonPropertyDescription("A semantic version that gives the names of pattern.") Optional<String> semver,
            @JsonPropertyDescription("A version of PEP 440 that gives the names of pattern.") Optional<String> pep440,
            @JsonPropertyDescription("tag or branch: the name of what is checked out.") Optional<String> git,
            @JsonPropertyDescription("A name such as nightly, or a pattern of the date such as yyyyMMdd.")
                    Optional<String> schedule,
            @JsonPropertyDescription("short or long: the commit.") Optional<String> sha,
            @JsonPropertyDescription("What a version gives: {{version}}, {{major}}.{{minor}}, {{major}}, {{raw}}.")
                    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    List<String> pattern,
            @JsonPropertyDescription("Before each name.") Optional<String> prefix,
            @JsonPropertyDescription("After each name.") Optional<String> suffix,
            @JsonPropertyDescription("auto: latest as well, if the registry has no higher version; or never.")
                    Optional<String> latest,
            @JsonPropertyDescription("true: once given it never moves.") Optional<Boolean> immutable) {
        @JsonCreator
        TagEntry {
            tag = orEmpty(tag);
            semver = orEmpty(semver);
            pep440 = orEmpty(pep440);
            git = orEmpty(git);
            schedule = orEmpty(schedule);
            sha = orEmpty(sha);
            pattern = copy(pattern);
            prefix = orEmpty(prefix);
            suffix = orEmpty(suffix);
            latest = orEmpty(latest);
            immutable = orEmpty(immutable);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static TagEntry of(String name) {
            return new TagEntry(
                    Optional.of(name),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** A command to run in the image, and what its output must contain. */
    record TestEntry(
            @JsonPropertyDescription("Program and arguments.") List<String> run,
            @JsonPropertyDescription("A text that the output must contain.") Optional<String> expect) {
        TestEntry {
            run = copy(run);
            expect = orEmpty(expect);
        }
    }

    /** Which attestations BuildKit adds. */
    record AttestEntry(
            @JsonPropertyDescription("min, max or false.") Optional<String> provenance,
            @JsonPropertyDescription("true: list the packages in the image.") Optional<Boolean> sbom) {
        AttestEntry {
            provenance = orEmpty(provenance);
            sbom = orEmpty(sbom);
        }
    }

    /** Where a secret comes from; never its value. */
    record SecretEntry(
            @JsonPropertyDescription("The environment variable that holds it.") Optional<String> env,
            @JsonPropertyDescription("The file that holds it.") Optional<String> file) {
        SecretEntry {
            env = orEmpty(env);
            file = orEmpty(file);
        }
    }

    /** Annotations of each image's manifest, and of the list. */
    record AnnotationEntry(
            @JsonPropertyDescription("Of each platform's manifest.") Map<String, String> manifest,
            @JsonPropertyDescription("Of the manifest list.") Map<String, String> index) {
        AnnotationEntry {
            manifest = copy(manifest);
            index = copy(index);
        }
    }

    /** A build cache in a registry. */
    record CacheEntry(
            @JsonPropertyDescription("The repository, with a tag to begin each reference's tag with.")
                    Optional<String> to,
            @JsonPropertyDescription("min or max.") Optional<String> mode,
            @JsonPropertyDescription("Further references to read.")
                    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    List<String> from) {
        CacheEntry {
            to = orEmpty(to);
            mode = orEmpty(mode);
            from = copy(from);
        }
    }
}
