package io.archweave.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.failure.FailureCategory;
import io.archweave.failure.Problem;
import io.archweave.failure.Unreachable;
import io.archweave.oci.OciJson;
import io.archweave.oci.Repository;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One page of a repository's tags.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#listing-tags">distribution-spec,
 *     Listing Tags</a>
 */
final class TagPage {
    /** How many tags a page is asked to have. */
    static final int SIZE = 1000;

    /** An address with what is said about it, of which a quoted text may hold a comma; a few of them at most. */
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^,\"]*(?:\"[^\"]*\"[^,\"]*){0,20})");

    private static final Pattern IS_NEXT =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:next|\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\")\\s*(?:;|$)");

    private TagPage() {}

    /** The tags on a page; a repository that lost its last tag may have a null in place of the list. */
    static List<String> read(Repository repository, byte[] body) {
        JsonNode tags = tree(repository, body).path("tags");
        if (!tags.isArray() && !tags.isNull()) {
            throw noList(repository, body);
        }
        return StreamSupport.stream(tags.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode tree(Repository repository, byte[] body) {
        try {
            return OciJson.tree(body);
        } catch (IllegalArgumentException e) {
            throw noList(repository, body);
        }
    }

    private static Unreachable noList(Repository repository, byte[] body) {
        return new Unreachable(
                FailureCategory.INTERNAL,
                Problem.at(
                                repository.toString(),
                                "the registry was asked for the tags and answered with no list of them ("
                                        + ErrorText.of(body) + ")")
                        .remedy("is this the address of a registry? a proxy or a login page may answer in its place"));
    }

    /**
     * The query of the next page, if there is one. Only the query is taken over, so that no other host is ever asked.
     *
     * @param headers the values of {@code Link}
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8288#section-3">RFC 8288, Link Serialisation in HTTP Headers</a>
     */
    static Optional<String> next(List<String> headers) {
        return headers.stream()
                .flatMap(header -> LINK.matcher(header).results())
                .filter(link -> IS_NEXT.matcher(link.group(2)).find())
                .map(TagPage::query)
                .filter(query -> query.length() > 1)
                .findFirst();
    }

    private static String query(MatchResult link) {
        String address = link.group(1);
        int mark = address.indexOf('?');
        return mark < 0 ? "" : address.substring(mark);
    }
}
