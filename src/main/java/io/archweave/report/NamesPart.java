package io.archweave.report;

import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.PlatformDigest;
import java.util.List;
import java.util.Optional;

/** What was published, target by target: names, digest, what the names meant before. */
final class NamesPart {
    private NamesPart() {}

    static String html(RunReport report) {
        if (report.indexes().isEmpty()) {
            return new Markup().element("p", "No target was to be published.").html();
        }
        Markup markup = new Markup().open("table", "class", "names", "border", "1", "cellpadding", "6");
        markup.open("thead").open("tr");
        List.of("Target", "Status", "Names", "Digest").forEach(head -> markup.element("th", head, "scope", "col"));
        markup.close().close().open("tbody");
        report.indexes().forEach(index -> row(index, anchor(report, index), markup));
        return markup.close().close().html();
    }

    /** The id of an index's row; a number, since names may hold what an id may not. */
    static String anchor(RunReport report, Index index) {
        return "index-" + (report.indexes().indexOf(index) + 1);
    }

    private static void row(Index index, String anchor, Markup markup) {
        markup.open("tr", "class", index.status().id(), "id", anchor).element("th", index.target(), "scope", "row");
        markup.open("td").open("div", "class", "status");
        markup.element("strong", index.status().id()).close();
        if (!index.reason().isEmpty()) {
            markup.element("div", PlainText.line(index.reason()), "class", "remark");
        }
        markup.close().open("td");
        index.references()
                .forEach(name -> markup.open("div").element("code", name).close());
        markup.close().open("td", "class", "digests");
        index.digest().ifPresent(digest -> digest("now", digest, markup));
        index.previous()
                .filter(previous -> !index.digest().equals(Optional.of(previous)))
                .ifPresent(previous -> digest("before", previous, markup));
        platforms(index.platforms(), markup);
        markup.close().close();
    }

    private static void digest(String when, String digest, Markup markup) {
        markup.open("div", "class", when).element("span", when).text(" ");
        markup.element("code", digest).close();
    }

    private static void platforms(List<PlatformDigest> platforms, Markup markup) {
        if (platforms.isEmpty()) {
            return;
        }
        String count = platforms.size() == 1 ? "1 platform" : platforms.size() + " platforms";
        markup.open("details").element("summary", count).open("ul");
        platforms.forEach(platform -> platform(platform, markup));
        markup.close().close();
    }

    private static void platform(PlatformDigest platform, Markup markup) {
        markup.open("li").text(platform.platform() + " ");
        markup.element("code", platform.digest()).close();
    }
}
