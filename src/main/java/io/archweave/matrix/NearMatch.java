package io.archweave.matrix;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Finds the word that a person most likely meant. */
final class NearMatch {
    private static final double CLOSE_ENOUGH = 0.8;
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private NearMatch() {}

    /** The nearest of the known words, if one is near. */
    static Optional<String> of(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .max(Comparator.comparingDouble(candidate -> SIMILARITY.apply(lower, candidate)))
                .filter(candidate -> SIMILARITY.apply(lower, candidate) >= CLOSE_ENOUGH);
    }
}
