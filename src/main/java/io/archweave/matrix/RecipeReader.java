package io.archweave.matrix;

import io.archweave.matrix.Recipe.Access;
import io.archweave.matrix.Recipe.Attestations;
import io.archweave.matrix.Recipe.Cache;
import io.archweave.matrix.Recipe.Effort;
import io.archweave.matrix.Recipe.NamedContext;
import io.archweave.matrix.Recipe.Secret;
import io.archweave.matrix.TargetEntry.AnnotationEntry;
import io.archweave.matrix.TargetEntry.CacheEntry;
import io.archweave.oci.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads how the images of one target are built: once for the target, and again where a platform differs. */
final class RecipeReader {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(45);
    private static final int DEFAULT_RETRIES = 2;

    private final Scope scope;
    private final TargetEntry entry;
    private final Recipe common;

    RecipeReader(Scope scope, TargetEntry entry) {
        this.scope = scope;
        this.entry = entry;
        this.common = new Recipe(
                source(entry.dockerfile(), entry.stage()),
                CellSource.sorted(scope.fill("args", entry.args())),
                CellSource.sorted(scope.fill("labels", entry.labels())),
                CellSource.sorted(scope.fill(
                        "annotations",
                        entry.annotations().map(AnnotationEntry::manifest).orElse(Map.of()))),
                access(),
                cache(),
                attestations(),
                epoch(),
                new Effort(timeout(entry.timeout()), entry.retries().orElse(DEFAULT_RETRIES)));
    }

    /** The recipe for a platform; the very same one wherever nothing differs. */
    Recipe of(PlatformEntry override, String pointer) {
        boolean same = override.args().isEmpty()
                && override.dockerfile().isEmpty()
                && override.stage().isEmpty()
                && override.timeout().isEmpty();
        if (same) {
            return common;
        }
        Map<String, String> args = new TreeMap<>(common.args());
        override.args().forEach((key, value) -> args.put(key, scope.fillAt(pointer, value)));
        boolean elsewhere =
                override.dockerfile().isPresent() || override.stage().isPresent();
        return new Recipe(
                elsewhere
                        ? source(
                                override.dockerfile().or(entry::dockerfile),
                                override.stage().or(entry::stage))
                        : common.source(),
                CellSource.sorted(args),
                common.labels(),
                common.annotations(),
                common.access(),
                common.cache(),
                common.attestations(),
                common.sourceDateEpoch(),
                new Effort(
                        override.timeout().isPresent()
                                ? timeout(override.timeout())
                                : common.effort().timeout(),
                        common.effort().retries()));
    }

    private Recipe.Source source(Optional<String> dockerfile, Optional<String> stage) {
        String context = scope.fill("context", entry.context()).orElse("");
        boolean remote = isRemote(context);
        String place =
                remote || context.isEmpty() ? context : scope.beside(context).toString();
        Optional<Path> file = scope.fill("dockerfile", dockerfile)
                .map(Path::of)
                .map(path -> remote ? path : Path.of(place).resolve(path).normalize());
        if (entry.inline().isPresent() && entry.dockerfile().isPresent()) {
            scope.problem(
                    scope.where("dockerfile-inline"),
                    "the target has dockerfile: and dockerfile-inline:",
                    "one of them",
                    "");
        }
        return new Recipe.Source(
                place,
                entry.inline().isPresent() ? Optional.empty() : file,
                scope.fill("dockerfile-inline", entry.inline()),
                scope.fill("stage", stage),
                CellSource.sorted(contexts()));
    }

    static boolean isRemote(String context) {
        return context.contains("://") || context.startsWith("git@");
    }

    private Map<String, NamedContext> contexts() {
        Map<String, NamedContext> contexts = new TreeMap<>();
        scope.fill("contexts", entry.contexts()).forEach((key, value) -> contexts.put(key, context(value)));
        return contexts;
    }

    private NamedContext context(String value) {
        if (value.startsWith("target:")) {
            return new NamedContext.OfTarget(value.substring("target:".length()));
        }
        return new NamedContext.Given(
                isRemote(value) ? value : scope.beside(value).toString());
    }

    private Access access() {
        return new Access(
                CellSource.sorted(secrets()),
                scope.fill("ssh", entry.ssh()),
                network(),
                CellSource.sorted(scope.fill("add-hosts", entry.addHosts())),
                entitlements(),
                scope.fill("shm-size", entry.shmSize()),
                CellSource.sorted(scope.fill("ulimits", entry.ulimits())));
    }

    private Map<String, Secret> secrets() {
        Map<String, Secret> secrets = new TreeMap<>();
        entry.secrets().forEach((id, secret) -> {
            String pointer = scope.where("secrets", id);
            if (secret.env().isPresent() == secret.file().isPresent()) {
                scope.problem(pointer, "a secret comes from one place", "env: VARIABLE or file: PATH", "");
            } else if (secret.env().isPresent()) {
                secrets.put(
                        id,
                        new Secret.FromEnvironment(
                                scope.fillAt(pointer, secret.env().get())));
            } else {
                String file = scope.fillAt(pointer, secret.file().orElseThrow());
                secrets.put(id, new Secret.FromFile(scope.beside(file)));
            }
        });
        return secrets;
    }

    private Optional<String> network() {
        return known("network", scope.fill("network", entry.network()), Set.of("default", "none", "host"));
    }

    private List<String> entitlements() {
        List<String> wanted = scope.fill("allow", entry.allow());
        wanted.forEach(each -> known("allow", Optional.of(each), Set.of("network.host", "security.insecure")));
        return wanted;
    }

    private Optional<String> known(String key, Optional<String> value, Set<String> words) {
        if (value.isPresent() && !words.contains(value.get())) {
            scope.problem(
                    scope.where(key),
                    "found '" + value.get() + "'",
                    String.join(" or ", words.stream().sorted().toList()),
                    "");
        }
        return value;
    }

    private Cache cache() {
        List<String> ignored = entry.noCache().equals(List.of("true"))
                ? List.of("*")
                : entry.noCache().equals(List.of("false")) ? List.of() : scope.fill("no-cache", entry.noCache());
        if (entry.cache().isEmpty()) {
            return new Cache(Optional.empty(), "min", List.of(), ignored);
        }
        CacheEntry cache = entry.cache().get();
        String mode = cache.mode().orElse("max");
        if (!Set.of("min", "max").contains(mode)) {
            scope.problem(scope.where("cache", "mode"), "found mode '" + mode + "'", "min or max", "");
        }
        Optional<String> to = cache.to().map(text -> scope.fillAt(scope.where("cache", "to"), text));
        to.ifPresent(text -> reference(scope.where("cache", "to"), text));
        List<String> from = scope.fill("cache", cache.from());
        from.forEach(text -> reference(scope.where("cache", "from"), text));
        return new Cache(to.map(this::begun), mode, from, ignored);
    }

    /** Each target's references begin with its name, unless the file says how they begin. */
    private String begun(String to) {
        boolean tagged = to.lastIndexOf(':') > to.lastIndexOf('/');
        return tagged ? to : to + ":" + scope.name();
    }

    private void reference(String pointer, String text) {
        try {
            Reference.parse(text);
        } catch (IllegalArgumentException e) {
            scope.problem(pointer, e.getMessage(), "host/path or host/path:tag", "");
        }
    }

    private Attestations attestations() {
        String provenance =
                entry.attest().flatMap(attest -> attest.provenance()).orElse("min");
        if (!Set.of("min", "max", "false").contains(provenance)) {
            scope.problem(scope.where("attest"), "found provenance '" + provenance + "'", "min, max or false", "");
        }
        return new Attestations(
                provenance, entry.attest().flatMap(attest -> attest.sbom()).orElse(false));
    }

    private Optional<String> epoch() {
        Optional<String> epoch = scope.fill("source-date-epoch", entry.sourceDateEpoch());
        if (epoch.isPresent() && !epoch.get().matches("[0-9]{1,12}")) {
            scope.problem(scope.where("source-date-epoch"), "found '" + epoch.get() + "'", "seconds since 1970", "");
        }
        return epoch;
    }

    private Duration timeout(Optional<String> text) {
        if (text.isEmpty()) {
            return DEFAULT_TIMEOUT;
        }
        try {
            Duration timeout = Duration.parse("PT" + text.get().strip().toUpperCase(Locale.ROOT));
            if (timeout.isNegative() || timeout.isZero()) {
                throw new DateTimeParseException("not positive", text.get(), 0);
            }
            return timeout;
        } catch (DateTimeParseException e) {
            scope.problem(scope.where("timeout"), "found '" + text.get() + "'", "a time such as 45m or 1h30m", "");
            return DEFAULT_TIMEOUT;
        }
    }
}
