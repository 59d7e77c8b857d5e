package io.archweave.version;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Holds the order of versions against a list of them, each with each. */
final class OrderTable {
    private OrderTable() {}

    static void assertAscending(VersionScheme scheme, List<String> ascending) {
        List<Version> versions =
                ascending.stream().map(text -> scheme.parse(text).orElseThrow()).toList();
        for (int i = 0; i < versions.size(); i++) {
            for (int j = 0; j < versions.size(); j++) {
                assertEquals(
                        Integer.signum(Integer.compare(i, j)),
                        Integer.signum(versions.get(i).compareTo(versions.get(j))),
                        versions.get(i) + " and " + versions.get(j));
            }
        }
    }
}
