package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.archweave.failure.FailureCategory;
import io.archweave.failure.Unreachable;
import io.archweave.oci.Manifest;
import io.archweave.oci.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagListingTest {
    private final Manifest index = SampleImage.index(Map.of());

    @TempDir
    private Path folder;

    private FakeRegistry fake;
    private HttpRegistry registry;
    private Repository app;

    @BeforeEach
    void start() {
        fake = FakeRegistry.start();
        registry = new HttpRegistry(RegistryOptions.defaults(folder).retrying(0));
        app = fake.repository("acme/app");
    }

    @AfterEach
    void stop() {
        registry.close();
        fake.close();
    }

    @Test
    void readsAllPagesInTheirOrder() {
        List<String> tags = IntStream.range(0, 2 * TagPage.SIZE + 1)
                .mapToObj(i -> String.format("t%04d", i))
                .toList();
        tags.forEach(tag -> fake.addManifest(app.tagged(tag), index));

        assertEquals(tags, registry.tags(app));
        assertEquals(3, fake.count("GET", "/v2/acme/app/tags/list"));
    }

    @Test
    void aRepositoryThatIsNotThereHasNone() {
        assertEquals(List.of(), registry.tags(app));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void aRepositoryThatLostThemHasNone(String list) {
        answer(FakeResponse.of(200, "application/json", "{\"name\":\"acme/app\",\"tags\":" + list + "}"));
        assertEquals(List.of(), registry.tags(app));
    }

    @Test
    void aTagThatMovedBetweenPagesCountsOnce() {
        fake.onRequest(request -> Optional.of(
                request.parameter("last").isPresent()
                        ? page("\"b\",\"c\"")
                        : page("\"a\",\"b\"").with("Link", next())));
        assertEquals(List.of("a", "b", "c"), registry.tags(app));
    }

    @Test
    void staysWithItsHost() {
        try (FakeRegistry other = FakeRegistry.start()) {
            String elsewhere = "<http://" + other.host() + "/v2/acme/app/tags/list?last=a>; rel=\"next\"";
            fake.onRequest(request -> Optional.of(
                    request.parameter("last").isPresent()
                            ? page("\"b\"")
                            : page("\"a\"").with("Link", elsewhere)));
            assertEquals(List.of("a", "b"), registry.tags(app));
            assertEquals(List.of(), other.requests());
        }
    }

    @Test
    void doesNotGoInCircles() {
        answer(page("\"a\"").with("Link", next()));
        Unreachable circle = assertThrows(Unreachable.class, () -> registry.tags(app));
        assertTrue(circle.getMessage().startsWith(app + ": "), circle.getMessage());
        assertTrue(circle.getMessage().contains("in a circle"), circle.getMessage());
    }

    @Test
    void refusesToCutTheListOff() {
        String many = IntStream.rangeClosed(0, TagListing.MOST)
                .mapToObj(i -> "\"t" + i + "\"")
                .collect(Collectors.joining(","));
        answer(page(many));
        Unreachable tooMany = assertThrows(Unreachable.class, () -> registry.tags(app));
        assertTrue(tooMany.getMessage().contains("more than 100000 tags"), tooMany.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[", "<html><title>Log in</title></html>", "{\"tags\":\"a\"}"})
    void refusesWhatIsNoList(String body) {
        answer(FakeResponse.of(200, "application/json", body));
        Unreachable wrong = assertThrows(Unreachable.class, () -> registry.tags(app));
        assertTrue(wrong.getMessage().contains("no list of them"), wrong.getMessage());
    }

    @Test
    void tellsARefusalFromAnEmptyRepository() {
        answer(FakeResponse.error(403, "DENIED", "not yours"));
        Unreachable denied = assertThrows(Unreachable.class, () -> registry.tags(app));
        assertEquals(FailureCategory.AUTH, denied.category());
        assertTrue(denied.getMessage().contains("could not list the tags"), denied.getMessage());

        answer(FakeResponse.of(404, "text/html", "<html><title>Nothing here</title></html>"));
        Unreachable page = assertThrows(Unreachable.class, () -> registry.tags(app));
        assertTrue(page.getMessage().contains("a web page titled 'Nothing here'"), page.getMessage());
    }

    @Test
    void asksForATokenThatAllowsToPull() {
        try (FakeRegistry bearer = FakeRegistry.startBearer("me", "secret")) {
            Repository there = bearer.repository("acme/app");
            bearer.addManifest(there.tagged("1.0"), index);
            assertEquals(List.of("1.0"), registry.tags(there));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "</v2/a/tags/list?n=1&last=b>; rel=\"next\" | ?n=1&last=b",
                "</v2/a/tags/list?n=1&last=b>;rel=next | ?n=1&last=b",
                "<?last=b>; title=\"a, b; rel=next\"; rel=\"prev next\" | ?last=b",
                "<?last=a>; rel=\"prev\", <?last=c>; rel=\"next\" | ?last=c",
                "<?last=a,b>; rel=\"next\" | ?last=a,b",
                "<?last=a>; rel=\"prev\" | ''",
                "<?last=a>; rel=\"nextdoor\" | ''",
                "<?last=a> | ''",
                "</v2/a/tags/list>; rel=\"next\" | ''",
                "nonsense | ''"
            })
    void findsTheNextPage(String header, String query) {
        assertEquals(query, TagPage.next(List.of(header)).orElse(""));
    }

    private void answer(FakeResponse response) {
        fake.onRequest(request -> request.path().endsWith("/tags/list") ? Optional.of(response) : Optional.empty());
    }

    private static FakeResponse page(String tags) {
        return FakeResponse.of(200, "application/json", "{\"tags\":[" + tags + "]}");
    }

    private static String next() {
        return "</v2/acme/app/tags/list?last=b>; rel=\"next\"";
    }
}
