package io.archweave.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.OciJson;
import io.archweave.oci.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One page of a repository's tags.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#listing-tags">distribution-spec,
 *     Listing Tags</a>
 */
final class TagPage {
    /** How many tags a page is asked to have. */
    static final int SIZE = 1000;

    /** How many tags are read at most; a repository that has more is no place to look for versions. */
    static final int MOST = 100_000;

    private static final Pattern NEXT = Pattern.compile("<[^>?]*(\\?[^>]*)>\\s*;\\s*rel=\"?next\"?");

    private TagPage() {}

    /** The tags on a page. */
    static List<String> read(Repository repository, byte[] body) {
        try {
            List<String> tags = new ArrayList<>();
            for (JsonNode tag : OciJson.tree(body).path("tags")) {
                tags.add(tag.asText());
            }
            return tags;
        } catch (IllegalArgumentException e) {
            throw new Unreachable(
                    FailureCategory.INTERNAL,
                    Problem.at(repository.toString(), "the registry's list of tags is no JSON")
                            .remedy(
                                    "is this the address of a registry? a proxy or a login page may answer in its place"),
                    e);
        }
    }

    /** The query of the next page. Only the query is taken over, so that no other host is ever asked. */
    static Optional<String> next(String link) {
        Matcher matcher = NEXT.matcher(link);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
