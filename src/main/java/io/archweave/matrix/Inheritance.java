package io.archweave.matrix;

import io.archweave.matrix.MatrixFile.PlatformSet;
import io.archweave.matrix.MatrixFile.TargetEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a target takes over from the defaults: mappings are joined key by key, everything else is replaced. */
final class Inheritance {
    private Inheritance() {}

    static TargetEntry merge(TargetEntry base, TargetEntry own) {
        return new TargetEntry(
                first(own.context(), own.weave().isEmpty() ? base.context() : Optional.empty()),
                first(own.dockerfile(), base.dockerfile()),
                first(own.stage(), base.stage()),
                first(own.repository(), base.repository()),
                join(base.contexts(), own.contexts()),
                own.matrix(),
                join(base.args(), own.args()),
                join(base.labels(), own.labels()),
                first(own.tags(), base.tags()),
                own.platforms().entries().isEmpty() ? base.platforms() : merged(base.platforms(), own.platforms()),
                first(own.test(), base.test()),
                own.weave(),
                first(own.attest(), base.attest()),
                first(own.timeout(), base.timeout()),
                first(own.retries(), base.retries()));
    }

    private static PlatformSet merged(PlatformSet base, PlatformSet own) {
        Map<String, MatrixFile.PlatformEntry> entries = new LinkedHashMap<>();
        own.entries().forEach((name, entry) -> {
            boolean silent = entry.equals(MatrixFile.PlatformEntry.NOTHING);
            entries.put(name, silent ? base.entries().getOrDefault(name, entry) : entry);
        });
        return new PlatformSet(entries);
    }

    private static <T> Optional<T> first(Optional<T> own, Optional<T> base) {
        return own.isPresent() ? own : base;
    }

    private static <T> List<T> first(List<T> own, List<T> base) {
        return own.isEmpty() ? base : own;
    }

    private static <V> Map<String, V> join(Map<String, V> base, Map<String, V> own) {
        Map<String, V> joined = new LinkedHashMap<>(base);
        joined.putAll(own);
        return joined;
    }
}
