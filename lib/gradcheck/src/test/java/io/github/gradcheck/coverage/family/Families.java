package io.github.gradcheck.coverage.family;

import java.util.List;
import java.util.stream.Stream;

/** All kinds of functions that checkers are tried on. */
public final class Families {
    private Families() {
    }

    /** Each with its name. */
    public static List<Family> all() {
        return Stream.of(SmoothFamilies.all(), KinkFamilies.all(), NoisyFamilies.all(), FlatFamilies.all(), DomainFamilies.all(),
                CancellationFamilies.all()).flatMap(List::stream).toList();
    }
}
