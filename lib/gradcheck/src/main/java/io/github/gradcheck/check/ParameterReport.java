package io.github.gradcheck.check;

import io.github.gradcheck.direction.Search;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.RelativeError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result for one parameter.
 *
 * <p>The three arrays have the shape of the parameter, or, for a function with several outputs, a first axis more: the output.
 *
 * @param name the name; "x" for a function of one array
 * @param verdict the worst verdict of any entry
 * @param counts how many entries got which verdict
 * @param analytic the gradient under test, NaN in fixed entries
 * @param numeric the measured gradient, NaN where nothing could be measured
 * @param error how far each numeric entry may be off
 * @param doubtful every entry that is not CORRECT, the largest difference first
 * @param cause what most likely went wrong, if a simple relation was found
 * @param evaluations how often the function was evaluated
 * @param smallestDetectableError the smallest relative error, the same in all entries, that would have been seen
 * @param directions the results along random directions; empty if every entry was measured by itself
 * @param search the search for the wrong entries where the derivative along a direction differs
 * @param skipped how many entries are fixed, and were not checked
 * @param outputs how many values of f, or random weightings of them, were differentiated: with more than one, the arrays have a first axis for them
 */
public record ParameterReport(String name, Verdict verdict, Map<Verdict, Integer> counts, NDArray analytic, NDArray numeric,
        NDArray error, List<EntryReport> doubtful, Optional<Cause> cause, long evaluations, double smallestDetectableError,
        List<DirectionReport> directions, Search search, int skipped, int outputs) {

    /** Lists and maps are copied. */
    public ParameterReport {
        counts = Map.copyOf(counts);
        doubtful = List.copyOf(doubtful);
        directions = List.copyOf(directions);
    }

    /** Of a function with one value, with no entry fixed. */
    public ParameterReport(String name, Verdict verdict, Map<Verdict, Integer> counts, NDArray analytic, NDArray numeric, NDArray error,
            List<EntryReport> doubtful, Optional<Cause> cause, long evaluations, double smallestDetectableError, List<DirectionReport> directions,
            Search search) {
        this(name, verdict, counts, analytic, numeric, error, doubtful, cause, evaluations, smallestDetectableError, directions, search, 0, 1);
    }

    /** The entries that are WRONG, the largest difference first. */
    public List<EntryReport> wrongEntries() {
        return doubtful.stream().filter(entry -> entry.verdict() == Verdict.WRONG).toList();
    }

    /** The place of an entry, such as "[0, 3]"; "[0, 3] of output 1" where there are several outputs. */
    public String place(EntryReport entry) {
        return place(entry.index(), entry.output());
    }

    String place(String index, int output) {
        return index + (outputs > 1 ? " of output " + output : "");
    }

    /**
     * Which entries are wrong, as a set, in one line, such as "row 3 of W; all others right"; where only directions were measured, how far the
     * bisection went. Empty if this parameter is not WRONG.
     */
    public String where() {
        return Where.of(this);
    }

    /** The largest |a − n| / max(1e-8, |a| + |n|) of any entry, and along any direction, that was measured; 0 if none was. */
    public double maxRelativeError() {
        double worst = directions.stream().map(DirectionReport::comparison)
                .mapToDouble(along -> RelativeError.of(along.numeric().value(), along.analytic())).filter(error -> !Double.isNaN(error)).max().orElse(0);
        for (int i = 0; i < numeric.size(); i++) {
            if (!Double.isNaN(numeric.getFlat(i))) {
                worst = Math.max(worst, RelativeError.of(numeric.getFlat(i), analytic.getFlat(i)));
            }
        }
        return worst;
    }

    /** How many entries lie where a direction disagrees, and were not measured by themselves, or were not measured before the time was up. */
    public int open() {
        return checked() - counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The probability that one entry was wrong by this share of the root-mean-square gradient and no direction saw it; 0 if every
     * entry was measured by itself.
     */
    public double missed(double share) {
        return directions.isEmpty() ? 0 : directions.stream().mapToDouble(direction -> direction.missed(share)).reduce(1, (a, b) -> a * b);
    }

    /** How many entries are not {@linkplain #skipped skipped}. */
    int checked() {
        return analytic.size() - skipped;
    }

    /** How many entries got this verdict. */
    public int count(Verdict which) {
        return counts.getOrDefault(which, 0);
    }

    int decided() {
        return count(Verdict.CORRECT) + count(Verdict.NOT_DIFFERENTIABLE);
    }

    ParameterReport named(String other) {
        List<EntryReport> entries = doubtful.stream().map(entry -> new EntryReport(other, entry.index(), entry.output(), entry.analytic(), entry.numeric(),
                entry.verdict(), entry.reason())).toList();
        return new ParameterReport(other, verdict, counts, analytic, numeric, error, entries, cause, evaluations, smallestDetectableError, directions, search,
                skipped, outputs);
    }

    ParameterReport with(Optional<Cause> found) {
        return new ParameterReport(name, verdict, counts, analytic, numeric, error, doubtful, found, evaluations, smallestDetectableError,
                directions, search, skipped, outputs);
    }
}
