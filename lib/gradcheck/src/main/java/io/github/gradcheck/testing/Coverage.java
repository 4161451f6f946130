package io.github.gradcheck.testing;

import io.github.gradcheck.check.Fact;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Counts which operators and branches the checks of a test suite went through, and lists those that none of them did.
 *
 * <p>A gradient that was never checked is not known to be right. Name what there is, let the assertions count
 * ({@link GradientAssert#countedIn}), and ask at the end:
 *
 * <pre>{@code
 * static final Coverage COVERAGE = Coverage.of("huber")
 *         .branch("huber", "square", x -> Math.abs(x[0]) <= 1)
 *         .branch("huber", "tail", x -> Math.abs(x[0]) > 1);
 *
 * @Test
 * void quadraticNearZero() {
 *     assertThatGradient(x -> Math.abs(x[0]) <= 1 ? x[0] * x[0] / 2 : Math.abs(x[0]) - 0.5, x -> new double[] {Math.max(-1, Math.min(1, x[0]))})
 *             .countedIn(COVERAGE, "huber").isCorrectAt(0.5);
 * }
 *
 * @AfterAll
 * static void nothingWasLeftOut() {
 *     COVERAGE.requireAll();
 * }
 * }</pre>
 *
 * <p>Only checks that passed count, and only those of this run: with a part of the suite alone ({@code -Dtest=HuberTest#nearZero}) what its
 * other tests check is missing, and {@code requireAll()} fails. May be used by several threads.
 */
public final class Coverage {
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Set<String> expected = new LinkedHashSet<>();
    private final Map<String, Map<String, Predicate<double[]>>> branches = new LinkedHashMap<>();

    private Coverage() {
    }

    /** A count from which these names must not be missing in the end: operators, layers, modes, branches. */
    public static Coverage of(String... names) {
        Coverage coverage = new Coverage();
        for (String name : names) {
            coverage.expect(name);
        }
        return coverage;
    }

    /**
     * Expects a branch of a function as well; it counts whenever a check of that function passes at a point where the condition holds.
     *
     * @param function the name under which the function is counted
     * @param name the branch's name, which is counted as "function: name"
     * @param condition whether the function takes this branch at a point; what it throws fails the check, with both names
     * @throws NullPointerException if any of them is null
     */
    public synchronized Coverage branch(String function, String name, Predicate<double[]> condition) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(condition, "condition");
        branches.computeIfAbsent(function, key -> new LinkedHashMap<>()).put(name, condition);
        return expect(branchName(function, name));
    }

    /** Counts a check by hand, of whatever the name stands for. */
    public synchronized void count(String name) {
        counts.merge(Objects.requireNonNull(name, "name"), 1, Integer::sum);
    }

    /** Counts a check that passed at a point, and the branches that the function takes there. */
    synchronized void count(String function, double[] x) {
        count(function);
        branches.getOrDefault(function, Map.of()).forEach((name, condition) -> {
            if (holds(condition, function, name, x)) {
                count(branchName(function, name));
            }
        });
    }

    private static boolean holds(Predicate<double[]> condition, String function, String name, double[] x) {
        try {
            return condition.test(x.clone());
        } catch (RuntimeException e) {
            throw new IllegalStateException("the condition of the branch \"" + name + "\" of \"" + function + "\" failed at " + Fact.at(x).text() + ": " + e, e);
        }
    }

    private synchronized Coverage expect(String name) {
        expected.add(Objects.requireNonNull(name, "name"));
        counts.putIfAbsent(name, 0);
        return this;
    }

    private static String branchName(String function, String name) {
        return function + ": " + name;
    }

    /** How many checks each name was counted in, the expected ones first. */
    public synchronized Map<String, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** What was expected and never counted, in the order in which it was named. */
    public synchronized List<String> neverChecked() {
        return expected.stream().filter(name -> counts.get(name) == 0).toList();
    }

    /**
     * Fails if anything expected was never checked; also where that is so because only a part of the suite was run.
     *
     * @throws AssertionError with the list
     */
    public void requireAll() {
        if (!neverChecked().isEmpty()) {
            throw new AssertionError(this + "\n  note:      only checks that passed count, and only those of this run: what else -Dtest=… left out is missing here");
        }
    }

    /** How much of what was expected has been checked, what has not, and how often each was. */
    @Override
    public synchronized String toString() {
        List<String> missing = neverChecked();
        StringBuilder text = new StringBuilder(missing.isEmpty() ? "Nothing was left unchecked, of " + expected.size() + "."
                : missing.size() + " of " + expected.size() + " never checked.");
        missing.forEach(name -> text.append("\n  never:     ").append(name));
        counts.forEach((name, count) -> text.append(count == 0 ? "" : String.format(Locale.ROOT, "\n  %4d times: %s", count, name)));
        return text.toString();
    }
}
