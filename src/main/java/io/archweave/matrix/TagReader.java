package io.archweave.matrix;

import io.archweave.matrix.TargetEntry.TagEntry;
import io.archweave.oci.Reference;
import io.archweave.version.Version;
import io.archweave.version.VersionPattern;
import io.archweave.version.VersionScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a target is called: plain names, and rules that make names. */
final class TagReader {
    private final Scope scope;
    private final Map<String, Tag> tags = new LinkedHashMap<>();

    TagReader(Scope scope) {
        this.scope = scope;
    }

    /** The tags in the order written; the first to give a name says what holds for it. */
    List<Tag> read(List<TagEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            String list = scope.where("tags");
            String item = YamlSource.below(list, i);
            String pointer = scope.has(item) ? item : list;
            rule(pointer, entries.get(i));
        }
        if (tags.isEmpty() && !scope.has(scope.where("tags"))) {
            scope.problem(scope.pointer(), "the target has no tags", "a list such as tags: [latest]", "");
        }
        return List.copyOf(tags.values());
    }

    private void rule(String pointer, TagEntry entry) {
        long rules = Stream.of(entry.tag(), entry.semver(), entry.pep440(), entry.git(), entry.schedule(), entry.sha())
                .filter(Optional::isPresent)
                .count();
        if (rules != 1) {
            scope.problem(pointer, "a tag follows one rule", "one of tag, semver, pep440, git, schedule, sha", "");
            return;
        }
        entry.tag().ifPresent(text -> give(pointer, entry, scope.fillAt(pointer, text)));
        entry.git().ifPresent(what -> git(pointer, entry, what));
        entry.sha().ifPresent(length -> sha(pointer, entry, length));
        entry.schedule().ifPresent(text -> schedule(pointer, entry, text));
        entry.semver().ifPresent(text -> version(pointer, entry, VersionScheme.SEMVER, text));
        entry.pep440().ifPresent(text -> version(pointer, entry, VersionScheme.PEP440, text));
    }

    private void git(String pointer, TagEntry entry, String what) {
        if (!List.of("tag", "branch").contains(what)) {
            scope.problem(pointer, "found git: " + what, "tag or branch", "");
            return;
        }
        give(pointer, entry, sanitised(scope.fillAt(pointer, "${git:" + what + "}")));
    }

    /** A branch may hold what a tag may not, such as a slash. */
    private static String sanitised(String name) {
        return name.replaceAll("[^A-Za-z0-9_.-]+", "-");
    }

    private void sha(String pointer, TagEntry entry, String length) {
        if (!List.of("short", "long").contains(length)) {
            scope.problem(pointer, "found sha: " + length, "short or long", "");
            return;
        }
        String sha = scope.fillAt(pointer, length.equals("long") ? "${git:sha}" : "${git:short}");
        named(
                pointer,
                entry.immutable().orElse(false),
                prefix(pointer, entry, "sha-") + sha + suffix(pointer, entry),
                Optional.empty());
    }

    /** A word is a name; anything that is made of the letters of dates is their pattern. */
    private void schedule(String pointer, TagEntry entry, String text) {
        boolean pattern = text.toLowerCase(Locale.ROOT).matches("[ymdhs._-]+") && text.matches(".*(yy|MM|dd).*");
        give(pointer, entry, pattern ? scope.fillAt(pointer, "${date:" + text + "}") : scope.fillAt(pointer, text));
    }

    private void version(String pointer, TagEntry entry, VersionScheme scheme, String text) {
        String value = scope.fillAt(pointer, text);
        if (value.isEmpty()) {
            return;
        }
        Optional<Version> version = scheme.parse(value);
        if (version.isEmpty()) {
            scope.problem(pointer, "'" + value + "' is no version", scheme.example(), "");
            return;
        }
        List<String> patterns = entry.pattern().isEmpty() ? List.of("{{version}}") : entry.pattern();
        patterns.forEach(
                pattern -> expand(pointer, pattern, version.get()).ifPresent(name -> give(pointer, entry, name)));
        latest(pointer, entry, version.get());
    }

    private Optional<String> expand(String pointer, String pattern, Version version) {
        try {
            return Optional.of(new VersionPattern(pattern).expand(version));
        } catch (IllegalArgumentException e) {
            scope.problem(pointer, e.getMessage(), "", "");
            return Optional.empty();
        }
    }

    private void latest(String pointer, TagEntry entry, Version version) {
        String latest = entry.latest().orElse("never");
        if (!List.of("auto", "never").contains(latest)) {
            scope.problem(pointer, "found latest: " + latest, "auto or never", "");
        }
        if (latest.equals("auto") && !version.isPrerelease()) {
            String prefix = prefix(pointer, entry, "");
            String suffix = suffix(pointer, entry);
            named(pointer, false, "latest" + suffix, Optional.of(new Tag.Claim(version, prefix, suffix)));
        }
    }

    private String prefix(String pointer, TagEntry entry, String usual) {
        return entry.prefix().map(text -> scope.fillAt(pointer, text)).orElse(usual);
    }

    private String suffix(String pointer, TagEntry entry) {
        return entry.suffix().map(text -> scope.fillAt(pointer, text)).orElse("");
    }

    private void give(String pointer, TagEntry entry, String name) {
        if (!name.isEmpty()) {
            named(
                    pointer,
                    entry.immutable().orElse(false),
                    prefix(pointer, entry, "") + name + suffix(pointer, entry),
                    Optional.empty());
        }
    }

    private void named(String pointer, boolean immutable, String name, Optional<Tag.Claim> claim) {
        if (!Reference.isTag(name)) {
            scope.problem(
                    pointer,
                    "'" + name + "' is not a tag",
                    "up to 128 letters, digits and _ . -, the first none of . and -",
                    "");
            return;
        }
        tags.putIfAbsent(name, new Tag(name, immutable, claim));
    }
}
