package io.github.gradcheck.testing;

import io.github.gradcheck.check.Fact;
import io.github.gradcheck.check.GradientReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a failed assertion tells beside the report itself: what was checked, where, and how to do it again.
 *
 * <p>For assertions of other kinds, such as those of tensors: {@link #tell} does the check, {@link #claim} makes claims of its report.
 *
 * @param description what was checked, in the words of the test
 * @param point the line that says where
 * @param random the random point, if it is one
 */
public record Circumstances(Optional<String> description, Optional<Fact> point, Optional<RandomPoint> random) {
    /** Nothing is known but the report. */
    public static final Circumstances NONE = new Circumstances(Optional.empty(), Optional.empty(), Optional.empty());
    /** The classes that lie between a test and its failure: those of this package and of others like it. */
    private static final Pattern OWN = Pattern.compile("io\\.github\\.gradcheck\\.(\\w+\\.)*testing\\.(Circumstances|\\w+Assert)");

    /**
     * The same with words for what is checked, which a failure begins with.
     *
     * @throws NullPointerException if words is null
     */
    public Circumstances as(String words) {
        return new Circumstances(Optional.of(Objects.requireNonNull(words, "description")), point, random);
    }

    /**
     * The same at a point.
     *
     * @throws NullPointerException if x is null
     */
    public Circumstances at(double[] x) {
        return new Circumstances(description, Optional.of(Fact.at(Objects.requireNonNull(x, "x"))), Optional.empty());
    }

    /**
     * The same at a random point, with its seed.
     *
     * @throws NullPointerException if the point is null
     */
    public Circumstances at(RandomPoint drawn) {
        return new Circumstances(description, Optional.of(Fact.at(Objects.requireNonNull(drawn, "point").x())), Optional.of(drawn));
    }

    /** Claims of a report whose failures tell all this. */
    public ReportAssert claim(GradientReport report) {
        return new ReportAssert(Objects.requireNonNull(report, "report"), this);
    }

    Fact[] facts() {
        List<Fact> facts = new ArrayList<>();
        point.ifPresent(facts::add);
        random.ifPresent(drawn -> facts.add(new Fact("to repeat", "-D" + RandomPoints.PROPERTY + "=" + drawn.seed() + ", or .seed(" + drawn.seed()
                + ") in the test; it is point " + drawn.number())));
        return facts.toArray(Fact[]::new);
    }

    /** Does a check; whatever it throws comes out with the point and the seed, but an interruption as it is. */
    public <T> T tell(Supplier<T> check) {
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
    public AssertionError failure(String text, Throwable cause) {
        AssertionError error = new AssertionError(description.map(words -> "[" + words + "] ").orElse("") + text, cause);
        error.setStackTrace(fromTheTestOn(error.getStackTrace()));
        return error;
    }

    /** Without what lies between the test and here: the first line that a reader sees is the test's own. */
    private static StackTraceElement[] fromTheTestOn(StackTraceElement[] trace) {
        int first = 0;
        for (int i = 0; i < trace.length; i++) {
            if (OWN.matcher(trace[i].getClassName()).matches()) {
                first = i + 1;
            }
        }
        return Arrays.copyOfRange(trace, first, trace.length);
    }
}
