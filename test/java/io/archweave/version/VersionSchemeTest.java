package io.archweave.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VersionSchemeTest {
    @ParameterizedTest
    @EnumSource(VersionScheme.class)
    void isKnownByItsName(VersionScheme scheme) {
        assertEquals(scheme, VersionScheme.of(scheme.id()));
        assertEquals(Optional.of(scheme), scheme.parse("v1.2.3").map(Version::scheme));
    }

    @Test
    void namesTheSchemesForAnUnknownOne() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> VersionScheme.of("calver"));
        assertEquals("there is no version scheme 'calver'; expected one of semver, pep440", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "app/, app/v1.2.3, v1.2.3",
        "release-, release-1.2.3, 1.2.3",
        "v, v1.2.3, 1.2.3",
        "'', v1.2.3, v1.2.3",
        "release-, 1.2.3, ''",
        "release-, release-, ''",
        "v1., v1.2.3, ''"
    })
    void readsWhatFollowsThePrefix(String prefix, String text, String raw) {
        assertEquals(
                raw, VersionScheme.SEMVER.parse(prefix, text).map(Version::raw).orElse(""));
    }
}
