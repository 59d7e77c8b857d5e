package io.archweave.report;

import io.archweave.report.RunReport.Index;
import io.archweave.report.RunReport.PlatformDigest;
import java.util.List;

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
        report.indexes().forEach(index -> row(index, markup));
        return markup.close().close().html();
    }

    private static void row(Index index, Markup markup) {
        markup.open("tr").element("th", index.target(), "scope", "row");
        markup.open("td", "class", index.status().id());
        markup.open("div", "class", "status")
                .element("strong", index.status().id())
                .close();
        if (!index.reason().isEmpty()) {
            markup.element("div", PlainText.line(index.reason()), "class", "reason");
        }
        markup.close();
        markup.open("td");
        index.references()
                .forEach(name -> markup.open("div").element("code", name).close());
        markup.close();
        markup.open("td");
        digests(index, markup);
        markup.close().close();
    }

    private static void digests(Index index, Markup markup) {
        index.digest().ifPresent(digest -> markup.open("div", "class", "digest")
                .element("code", digest)
                .close());
        index.previous().ifPresent(previous -> markup.open("div", "class", "previous")
                .text("before: ")
                .element("code", previous)
                .close());
        if (!index.platforms().isEmpty()) {
            markup.open("details")
                    .element("summary", platforms(index.platforms().size()))
                    .open("ul");
            index.platforms().forEach(platform -> platform(platform, markup));
            markup.close().close();
        }
    }

    private static void platform(PlatformDigest platform, Markup markup) {
        markup.open("li").text(platform.platform() + " ");
        markup.element("code", platform.digest()).close();
    }

    private static String platforms(int count) {
        return count == 1 ? "1 platform" : count + " platforms";
    }
}
