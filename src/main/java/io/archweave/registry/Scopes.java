package io.archweave.registry;

import io.archweave.oci.Repository;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a token has to allow.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/scope/">Docker token scope</a>
 */
final class Scopes {
    private final Map<String, Set<String>> actions;

    private Scopes(Map<String, Set<String>> actions) {
        this.actions = actions;
    }

    static Scopes none() {
        return new Scopes(Map.of());
    }

    static Scopes pull(Repository repository) {
        return none().and("repository:" + repository.path() + ":pull");
    }

    static Scopes push(Repository repository) {
        return none().and("repository:" + repository.path() + ":pull,push");
    }

    /** These and those that the text of a challenge asks for, separated by blanks. */
    Scopes and(String text) {
        Map<String, Set<String>> joined = new TreeMap<>();
        actions.forEach((resource, allowed) -> joined.put(resource, new TreeSet<>(allowed)));
        for (String scope :
                text.isBlank() ? List.<String>of() : List.of(text.strip().split("\\s+"))) {
            int colon = scope.lastIndexOf(':');
            Set<String> allowed =
                    joined.computeIfAbsent(colon < 0 ? scope : scope.substring(0, colon), any -> new TreeSet<>());
            if (colon >= 0) {
                allowed.addAll(List.of(scope.substring(colon + 1).split(",")));
            }
        }
        return new Scopes(joined);
    }

    /** These and the others. */
    Scopes and(Scopes others) {
        return and(String.join(" ", others.texts()));
    }

    /** The same with the right to push wherever there is one to pull: a token for that serves reading as well. */
    Scopes widened() {
        Map<String, Set<String>> wider = new TreeMap<>();
        actions.forEach((resource, allowed) -> {
            Set<String> more = new TreeSet<>(allowed);
            if (more.contains("pull")) {
                more.add("push");
            }
            wider.put(resource, more);
        });
        return new Scopes(wider);
    }

    /** One {@code type:name:action,action} for each resource, sorted. */
    List<String> texts() {
        return actions.entrySet().stream()
                .map(entry -> entry.getValue().isEmpty()
                        ? entry.getKey()
                        : entry.getKey() + ":" + String.join(",", entry.getValue()))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes that && actions.equals(that.actions);
    }

    @Override
    public int hashCode() {
        return actions.hashCode();
    }

    @Override
    public String toString() {
        return String.join(" ", texts());
    }
}
