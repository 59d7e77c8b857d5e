package io.archweave.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighestVersionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "semver | 1.2.3 | '' | ''",
                "semver | 1.2.3 | 1.2.3 v1.2.2 1.2.3+x | ''",
                "semver | 1.2.3 | 1.2.4-rc.1 2.0.0-alpha 1.10.0-0 | ''",
                "semver | 1.2.3 | 3 2.5 1.9 latest sha-abc1234 9.9.9.9 nightly | ''",
                "semver | 1.2.3 | 1.2.2 2.0.0-alpine 20240101-1 | ''",
                "semver | 1.9.0 | 1.2.0 1.10.0 1.9.5 latest | 1.10.0",
                "semver | v1.9.0 | v2.0.0 1.10.0 | v2.0.0",
                "pep440 | 1.2.3 | 1 1.2 1.2.3 latest sha-abc1234 | ''",
                "pep440 | 1.2.3 | 20240101 3 | ''",
                "pep440 | 3 | 20240101 4 | 20240101",
                "pep440 | 4.2.9 | 4.2 5.0 | 5.0",
                "pep440 | 1.2.3 | 1.2.4rc1 1.3.dev0 2.0.0.post1.dev1 | ''",
                "pep440 | 1.2.3 | 1.2.3.post1 | 1.2.3.post1",
                "pep440 | 1.2.3.post1 | 1.2.3 1.2.3-1 | ''",
                "pep440 | 2.0.0 | 1-1.0.0 1.0.0 | ''",
                "pep440 | 1.2.3+5 | 1.2.3 1.2.3-5 | ''"
            })
    void isHeldAgainstTheReleasesAmongTheTags(String scheme, String version, String tags, String higher) {
        Version candidate = VersionScheme.of(scheme).parse(version).orElseThrow();
        List<String> list = List.of(tags.split(" ", -1));
        HighestVersion highest = HighestVersion.ofPlainTags();
        assertEquals(higher, highest.outranking(candidate, list).orElse(""));
        assertEquals(higher.isEmpty(), highest.isHighest(candidate, list));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | -alpine | 2.0.0 2.0.0-slim 1.2.3-alpine 1.9.0-rc1-alpine alpine -alpine 1.2-alpine | ''",
                "'' | -alpine | 1.10.0-alpine 1.9.0-alpine 3.0.0 | 1.10.0-alpine",
                "app- | '' | 2.0.0 v2.0.0 tool-2.0.0 app-1.0.0 app- | ''",
                "app- | '' | app-1.3.0 app-v1.4.0 9.9.9 | app-v1.4.0",
                "app- | -slim | app-1.3.0 1.3.0-slim app-1.3.0-slim app-slim | app-1.3.0-slim"
            })
    void onlyTagsWithPrefixAndSuffixCount(String prefix, String suffix, String tags, String higher) {
        Version candidate = VersionScheme.SEMVER.parse("1.2.3").orElseThrow();
        HighestVersion highest = new HighestVersion(prefix, suffix);
        assertEquals(
                higher,
                highest.outranking(candidate, List.of(tags.split(" ", -1))).orElse(""));
    }

    @Test
    void prefixAndSuffixMayNotShareLetters() {
        Version candidate = VersionScheme.SEMVER.parse("1.2.3").orElseThrow();
        assertTrue(new HighestVersion("a-", "-b").isHighest(candidate, List.of("a-b")));
    }

    @Test
    void aPreReleaseIsNeverTheHighest() {
        HighestVersion highest = HighestVersion.ofPlainTags();
        assertFalse(highest.isHighest(VersionScheme.SEMVER.parse("2.0.0-rc.1").orElseThrow(), List.of()));
        assertFalse(highest.isHighest(VersionScheme.PEP440.parse("2.0rc1").orElseThrow(), List.of("1.0")));
    }
}
