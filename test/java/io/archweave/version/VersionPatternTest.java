package io.archweave.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionPatternTest {

    /** What docker/metadata-action documents, and what it does with the signs that no tag may have. */
    @ParameterizedTest
    @CsvSource({
        "semver, v1.2.3, {{raw}}, v1.2.3",
        "semver, v1.2.3, {{version}}, 1.2.3",
        "semver, v1.2.3, {{ version }}, 1.2.3",
        "semver, v1.2.3, {{major}}.{{minor}}, 1.2",
        "semver, v1.2.3, v{{major}}, v1",
        "semver, v1.2.3, {{minor}}, 2",
        "semver, v1.2.3, {{patch}}, 3",
        "semver, v1.2.3, {{raw}}-of-{{major}}, v1.2.3-of-1",
        "semver, v1.2.3, stable, stable",
        "semver, v2.0.8-beta.67, {{raw}}, v2.0.8-beta.67",
        "semver, v2.0.8-beta.67, {{version}}, 2.0.8-beta.67",
        "semver, v2.0.8-beta.67, {{major}}, 2.0.8-beta.67",
        "semver, v2.0.8-beta.67, {{major}}.{{minor}}, 2.0.8-beta.67",
        "semver, v2.0.8-beta.67, v{{version}}, 2.0.8-beta.67",
        "semver, v2.0.8-beta.67, {{raw}}-x, 2.0.8-beta.67",
        "semver, v2.0.8-beta.67, stable, 2.0.8-beta.67",
        "semver, v1.2.3+build.7, {{raw}}, v1.2.3-build.7",
        "semver, v1.2.3+build.7, {{version}}, 1.2.3",
        "semver, v1.2.3-rc.1+build.7, {{raw}}, v1.2.3-rc.1-build.7",
        "semver, v1.2.3-rc.1+build.7, {{major}}, 1.2.3-rc.1",
        "pep440, 1.2.3, {{raw}}, 1.2.3",
        "pep440, v1.2.3, {{version}}, 1.2.3",
        "pep440, 1.2.3, {{major}}.{{minor}}, 1.2",
        "pep440, 1.2.3, v{{major}}, v1",
        "pep440, 1.2, {{patch}}, 0",
        "pep440, v1.2.3rc2, {{raw}}, v1.2.3rc2",
        "pep440, 1.2.3rc2, {{version}}, 1.2.3rc2",
        "pep440, 1.2.3rc2, {{major}}.{{minor}}, 1.2.3rc2",
        "pep440, 1.2.3post1, {{major}}.{{minor}}, 1.2.3.post1",
        "pep440, 1.2.3beta2, {{major}}.{{minor}}, 1.2.3b2",
        "pep440, 1.0dev4, {{major}}.{{minor}}, 1.0.dev4",
        "pep440, 1!2.3.4+ubuntu.1, {{version}}, 1-2.3.4-ubuntu.1",
        "pep440, 1!2.3.4+ubuntu.1, {{major}}.{{minor}}, 2.3"
    })
    void givesTheTag(String scheme, String version, String pattern, String tag) {
        Version known = VersionScheme.of(scheme).parse(version).orElseThrow();
        assertEquals(tag, new VersionPattern(pattern).expand(known));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{majro}}", "v{{MAJOR}}", "{{}}", "{{date 'YYYY'}}", "{{major}}{{x}}", "{{major.minor}}"})
    void namesTheKnownWordsForAnUnknownOne(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new VersionPattern(text));
        assertTrue(e.getMessage().startsWith("'" + text + "' has the unknown word '"), e.getMessage());
        assertTrue(
                e.getMessage().endsWith("expected one of {{version}}, {{raw}}, {{major}}, {{minor}}, {{patch}}"),
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{{major}", "{major}", "{{major}}}", "{{{major}}}", "{{major}} {{", "}}"})
    void isRefused(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new VersionPattern(text));
        assertTrue(e.getMessage().startsWith("'" + text + "' is no pattern for tags"), e.getMessage());
    }
}
