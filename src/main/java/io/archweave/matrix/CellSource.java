package io.archweave.matrix;

import io.archweave.oci.Reference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the image of a cell comes to be. */
public sealed interface CellSource permits Recipe, CellSource.Adopted {

    /** The targets of this release that it is built from. */
    List<String> parents();

    /** It exists already, under this name. */
    record Adopted(Reference image) implements CellSource {
        @Override
        public List<String> parents() {
            return List.of();
        }
    }

    /** A copy of {@code map} that keeps no order but that of its keys. */
    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
