package io.archweave.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    @Test
    void readsWhatARegistrySends() {
        assertEquals(
                List.of(new Challenge(
                        "bearer",
                        Map.of(
                                "realm", "https://auth.docker.io/token",
                                "service", "registry.docker.io",
                                "scope", "repository:library/alpine:pull,push"))),
                parse("Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                        + "scope=\"repository:library/alpine:pull,push\""));
    }

    @Test
    void readsParametersInAnyOrderWithBlanksAndEscapes() {
        assertEquals(
                List.of(new Challenge(
                        "bearer", Map.of("error", "a \"b\", c", "realm", "https://x/t?y=1", "service", "s"))),
                parse("  bEaReR   error = \"a \\\"b\\\", c\" ,, SERVICE=s , Realm=\"https://x/t?y=1\"  "));
    }

    @Test
    void readsSeveralChallengesOfOneHeaderAndOfSeveral() {
        List<Challenge> expected = List.of(
                new Challenge("negotiate", Map.of()),
                new Challenge("basic", Map.of("realm", "a, Bearer realm=\"x\"".replace("\"", ""))),
                new Challenge("bearer", Map.of("realm", "https://x/token", "service", "y")));

        assertEquals(
                expected,
                parse("Negotiate, Basic realm=\"a, Bearer realm=x\", Bearer realm=\"https://x/token\", service=\"y\""));
        assertEquals(
                expected,
                Challenge.parse(List.of(
                        "Negotiate", "Basic realm=\"a, Bearer realm=x\"", "Bearer service=y, realm=https://x/token")));
    }

    @Test
    void readsOverTheSecondFormOfAChallenge() {
        assertEquals(
                List.of("negotiate", "basic"),
                parse("Negotiate YWJj/+==, Basic realm=\"x\"").stream()
                        .map(Challenge::scheme)
                        .toList());
    }

    @Test
    void isNotThrownByNonsense() {
        assertEquals(List.of(), parse(""));
        assertEquals(List.of(), parse(" ,, "));
        assertEquals(List.of(), parse("=\"x\""));
        assertEquals(List.of(new Challenge("basic", Map.of("realm", "never ends"))), parse("Basic realm=\"never ends"));
        assertEquals(List.of(new Challenge("basic", Map.of("realm", "x\\"))), parse("Basic realm=\"x\\"));
    }

    private static List<Challenge> parse(String header) {
        return Challenge.parse(List.of(header));
    }
}
