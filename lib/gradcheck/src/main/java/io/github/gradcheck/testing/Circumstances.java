package io.github.gradcheck.testing;

import io.github.gradcheck.check.Fact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a failed assertion tells beside the report itself: what was checked, where, and how to do it again.
 *
 * @param description what was checked, in the words of the test
 * @param point the line that says where
 * @param random the random point, if it is one
 */
record Circumstances(Optional<String> description, Optional<Fact> point, Optional<RandomPoint> random) {
    static final Circumstances NONE = new Circumstances(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Set<String> OWN = Stream.of(Circumstances.class, ReportAssert.class, GradientAssert.class, BackwardAssert.class)
            .map(Class::getName).collect(Collectors.toUnmodifiableSet());

    Circumstances as(String words) {
        return new Circumstances(Optional.of(Objects.requireNonNull(words, "description")), point, random);
    }

    Circumstances at(double[] x) {
        return new Circumstances(description, Optional.of(Fact.at(Objects.requireNonNull(x, "x"))), Optional.empty());
    }

    Circumstances at(RandomPoint drawn) {
        return new Circumstances(description, Optional.of(Fact.at(Objects.requireNonNull(drawn, "point").x())), Optional.of(drawn));
    }

    Fact[] facts() {
        List<Fact> facts = new ArrayList<>();
        point.ifPresent(facts::add);
        random.ifPresent(drawn -> facts.add(new Fact("to repeat", "-D" + RandomPoints.PROPERTY + "=" + drawn.seed() + ", or .seed(" + drawn.seed()
                + ") in the test; it is point " + drawn.number())));
        return facts.toArray(Fact[]::new);
    }

    /** Does a check; whatever it throws comes out with the point and the seed, but an interruption as it is. */
    <T> T tell(Supplier<T> check) {
        try {
            return check.get();
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            StringBuilder text = new StringBuilder("The check did not come to an end: ").append(e);
            for (Fact fact : facts()) {
                text.append("\n  ").append(fact);
            }
            throw failure(text.toString(), e);
        }
    }

    /** A failure: the description in brackets, as AssertJ prints it, then the text. */
    AssertionError failure(String text, Throwable cause) {
        AssertionError error = new AssertionError(description.map(words -> "[" + words + "] ").orElse("") + text, cause);
        error.setStackTrace(fromTheTestOn(error.getStackTrace()));
        return error;
    }

    /** Without what lies between the test and here: the first line that a reader sees is the test's own. */
    private static StackTraceElement[] fromTheTestOn(StackTraceElement[] trace) {
        int first = 0;
        for (int i = 0; i < trace.length; i++) {
            if (OWN.contains(trace[i].getClassName())) {
                first = i + 1;
            }
        }
        return Arrays.copyOfRange(trace, first, trace.length);
    }
}
