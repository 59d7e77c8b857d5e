package io.archweave.matrix;

import io.archweave.version.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settles which of the targets of one release has a tag that several versions claim: the highest. */
final class Claims {
    private Claims() {}

    /** The targets without the claims that another target of this release outranks. */
    static List<Target> settle(List<Target> targets) {
        Map<String, Version> highest = new HashMap<>();
        targets.forEach(target -> target.tags().forEach(tag -> tag.claim()
                .ifPresent(claim -> highest.merge(
                        name(target, tag), claim.version(), (one, other) -> one.compareTo(other) >= 0 ? one : other))));
        return highest.isEmpty()
                ? targets
                : targets.stream().map(target -> without(target, highest)).toList();
    }

    private static Target without(Target target, Map<String, Version> highest) {
        return target.called(target.tags().stream()
                .filter(tag -> tag.claim()
                        .filter(claim -> claim.version().compareTo(highest.get(name(target, tag))) != 0)
                        .isEmpty())
                .toList());
    }

    private static String name(Target target, Tag tag) {
        return target.repository() + ":" + tag.name() + " "
                + tag.claim().map(claim -> claim.version().scheme().name()).orElse("");
    }
}
