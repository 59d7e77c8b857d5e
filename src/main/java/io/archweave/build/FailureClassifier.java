package io.archweave.build;

import io.archweave.failure.FailureCategory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells from the words of a failed build what kind of failure it was. The first rule that fits wins. */
final class FailureClassifier {
    private static final List<Map.Entry<Pattern, FailureCategory>> RULES = List.of(
            rule("qemu: uncaught target signal|qemu-\\S+: .*(signal|unsupported)|exit code: 13[29]", "qemu_crash"),
            rule("no space left on device|disk quota exceeded", "disk_full"),
            rule("out of memory|cannot allocate memory|oom-kill|exit code: 137", "out_of_memory"),
            rule("\\b429\\b|too many requests|toomanyrequests|rate limit", "rate_limited"),
            rule("unauthorized|authentication required|403 forbidden|\\b401\\b|denied: |insufficient_scope", "auth"),
            rule(
                    "\\b5\\d\\d (internal server error|bad gateway|service unavailable|gateway time-?out)",
                    "registry_5xx"),
            rule("parent snapshot .* does not exist|unexpected status.* 5\\d\\d", "registry_5xx"),
            rule(
                    "not found|manifest unknown|no match for platform|pull access denied|no such host.*metadata",
                    "base_missing"),
            rule(
                    "connection (refused|reset)|i/o timeout|tls handshake|no such host|temporary failure in name",
                    "network"),
            rule("transport is closing|error reading from server|unavailable: |buildkit.sock", "node_lost"));

    private FailureClassifier() {}

    private static Map.Entry<Pattern, FailureCategory> rule(String words, String category) {
        return Map.entry(Pattern.compile(words), FailureCategory.of(category));
    }

    /**
     * The category of a failure.
     *
     * @param error what BuildKit or buildx said
     * @param inStep whether it was the command of a step that failed, so that its own words are in the log
     */
    static FailureCategory of(String error, boolean inStep, List<String> log) {
        String words = (inStep ? error + "\n" + String.join("\n", log) : error).toLowerCase(Locale.ROOT);
        List<FailureCategory> ofTheMachine =
                List.of(FailureCategory.QEMU_CRASH, FailureCategory.DISK_FULL, FailureCategory.OUT_OF_MEMORY);
        return RULES.stream()
                .filter(rule -> rule.getKey().matcher(words).find())
                .map(Map.Entry::getValue)
                // What a step's own command says of networks and permissions is the step's affair.
                .filter(category -> !inStep || ofTheMachine.contains(category))
                .findFirst()
                .orElse(FailureCategory.COMPILE);
    }
}
