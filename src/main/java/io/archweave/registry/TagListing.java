package io.archweave.registry;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Repository;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the tags of a repository, page after page. All of them or none: whoever looks for the highest version must not
 * miss it because the list was cut off.
 */
final class TagListing {
    /** More than any repository has that a person looks after. */
    static final int MOST = 100_000;

    private final Function<RegistryRequest, Answer> load;
    private final Refusals refusals;

    /** Sends its requests by {@code load}, which hands back whatever was answered. */
    TagListing(Function<RegistryRequest, Answer> load, Refusals refusals) {
        this.load = load;
        this.refusals = refusals;
    }

    /**
     * The tags in the order of the registry, none if there is no such repository. Throws {@link Unreachable} if the
     * registry refuses, answers with no list, leads in a circle or has more than {@link #MOST}.
     */
    List<String> read(Repository repository) {
        Set<String> tags = new LinkedHashSet<>();
        Set<String> asked = new HashSet<>();
        Optional<String> query = Optional.of("?n=" + TagPage.SIZE);
        while (query.isPresent()) {
            if (!asked.add(query.get())) {
                throw wrong(repository, "the registry leads from page to page of its tags in a circle");
            }
            RegistryRequest request = RegistryRequest.tags(repository, query.get());
            Answer answer = load.apply(request);
            if (isUnknown(answer)) {
                return List.of();
            }
            if (answer.status() != 200) {
                throw refusals.refused(request.purpose(), answer);
            }
            tags.addAll(TagPage.read(repository, answer.loaded()));
            requireFew(repository, Math.max(tags.size(), asked.size()));
            query = TagPage.next(answer.headers("Link"));
        }
        return List.copyOf(tags);
    }

    /** A web server that is no registry answers with a page of its own, which says nothing about the repository. */
    private static boolean isUnknown(Answer answer) {
        return answer.status() == 404 && !ErrorText.of(answer.loaded()).startsWith("a web page");
    }

    private static void requireFew(Repository repository, int count) {
        if (count > MOST) {
            throw wrong(repository, "the repository has more than " + MOST + " tags, too many to look for versions in");
        }
    }

    private static Unreachable wrong(Repository repository, String found) {
        return new Unreachable(
                FailureCategory.INTERNAL,
                Problem.at(repository.toString(), found)
                        .remedy("remove old tags there, or name the tags of this release without a look at the others"
                                + " (`latest: never`)"));
    }
}
