package io.archweave.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.archweave.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the progress of one call: turns BuildKit's events into lines for a person, and remembers for each platform
 * its last lines, its error and how long it took. Fed from one thread.
 */
final class BuildLog {
    private static final int TAIL = 40;
    /** What the Go runtime of buildx says about connections that end while a call is cancelled. */
    private static final Pattern NOISE = Pattern.compile("^\\d{4}/\\d\\d/\\d\\d \\S+ http2: .*");

    private static final Pattern STEP = Pattern.compile("^\\[(\\S+/\\S+) .*");

    private final List<Platform> platforms;
    private final Consumer<String> lines;
    private final Map<String, String> names = new HashMap<>();
    private final Map<Platform, Deque<String>> tails = new HashMap<>();
    private final Map<Platform, Instant> started = new HashMap<>();
    private final Map<Platform, Instant> completed = new HashMap<>();
    private final Map<Platform, String> errors = new HashMap<>();
    private final List<String> text = new ArrayList<>();

    BuildLog(List<Platform> platforms, Consumer<String> lines) {
        this.platforms = platforms;
        this.lines = lines;
    }

    /** One event of {@code rawjson}. */
    void event(JsonNode event) {
        event.path("vertexes").forEach(this::vertex);
        event.path("logs").forEach(this::log);
        event.path("warnings").forEach(warning -> lines.accept("warning: " + decode(warning.path("short"))));
    }

    /** A line that is no event: what buildx says when it gives up. */
    void text(String line) {
        if (!NOISE.matcher(line).matches()) {
            text.add(line);
            lines.accept(line);
        }
    }

    private void vertex(JsonNode vertex) {
        String name = vertex.path("name").asText();
        String digest = vertex.path("digest").asText();
        boolean first = names.put(digest, name) == null;
        Optional<Platform> platform = platformOf(name);
        if (vertex.has("started")) {
            instant(vertex, "started").ifPresent(at -> platform.ifPresent(of -> started.merge(of, at, this::earlier)));
        }
        if (vertex.has("completed")) {
            instant(vertex, "completed")
                    .ifPresent(at -> platform.ifPresent(of -> completed.merge(of, at, this::later)));
        }
        if (vertex.has("error")) {
            String error = vertex.path("error").asText();
            lines.accept("error: " + name + ": " + error);
            platform.filter(of -> !error.contains("context canceled")).ifPresent(of -> errors.put(of, error));
        } else if (first && !name.startsWith("[internal]")) {
            lines.accept(name + (vertex.path("cached").asBoolean() ? " (cached)" : ""));
        }
    }

    private void log(JsonNode log) {
        String name = names.getOrDefault(log.path("vertex").asText(), "");
        decode(log.path("data")).lines().forEach(line -> add(platformOf(name), line));
    }

    private void add(Optional<Platform> platform, String line) {
        lines.accept(platform.map(of -> of + "  ").orElse("") + line);
        for (Platform of : platform.map(List::of).orElse(platforms)) {
            Deque<String> tail = tails.computeIfAbsent(of, any -> new ArrayDeque<>());
            tail.addLast(line);
            if (tail.size() > TAIL) {
                tail.removeFirst();
            }
        }
    }

    /** BuildKit names the platform in a step only if a call has several. */
    private Optional<Platform> platformOf(String name) {
        Matcher step = STEP.matcher(name);
        if (step.matches()) {
            String spelt = step.group(1).contains("->")
                    ? step.group(1).substring(step.group(1).indexOf("->") + 2)
                    : step.group(1);
            Optional<Platform> named = platforms.stream()
                    .filter(platform -> sameSpelling(platform, spelt))
                    .findFirst();
            if (named.isPresent()) {
                return named;
            }
        }
        return platforms.size() == 1 ? Optional.of(platforms.get(0)) : Optional.empty();
    }

    private static boolean sameSpelling(Platform platform, String spelt) {
        try {
            return platform.equals(Platform.parse(spelt));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The last lines that belong to a platform, and what buildx said at the end. */
    List<String> tail(Platform platform) {
        List<String> tail = new ArrayList<>(tails.getOrDefault(platform, new ArrayDeque<>()));
        text.stream().filter(line -> !line.startsWith("ERROR: ")).forEach(tail::add);
        return tail.subList(Math.max(0, tail.size() - TAIL), tail.size());
    }

    /** What went wrong on a platform itself, empty if it only fell with the others. */
    Optional<String> error(Platform platform) {
        return Optional.ofNullable(errors.get(platform));
    }

    /** The last thing buildx said, for failures that no step shows. */
    String verdict() {
        return text.stream()
                .filter(line -> line.startsWith("ERROR"))
                .reduce((first, last) -> last)
                .map(line -> line.replaceFirst("^ERROR: *", ""))
                .orElse(text.isEmpty() ? "buildx ended without a word" : text.get(text.size() - 1));
    }

    /** From the first step of a platform to its last, empty if no step names it. */
    Optional<Duration> took(Platform platform) {
        return started.containsKey(platform) && completed.containsKey(platform)
                ? Optional.of(Duration.between(started.get(platform), completed.get(platform)))
                : Optional.empty();
    }

    private Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Optional<Instant> instant(JsonNode node, String field) {
        try {
            return Optional.of(Instant.parse(node.path(field).asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String decode(JsonNode base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return base64.asText();
        }
    }
}
