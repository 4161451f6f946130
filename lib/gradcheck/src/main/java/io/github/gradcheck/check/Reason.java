package io.github.gradcheck.check;

import io.github.gradcheck.examination.NumberFormat;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Interval;
import io.github.gradcheck.tie.Tie;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Explains a verdict in words: what makes the interval of an undecided one long, both slopes of a kink, an exception. */
final class Reason {
    /** Of many entries at a tie, so many values are shown. */
    private static final int SHOWN = 6;

    private Reason() {
    }

    /** Empty where the numbers say it all. */
    static String of(Verdict verdict, Claim claim, Derivative slope, Optional<String> thrown) {
        if (Double.isNaN(claim.value()) && slope.kind() == Derivative.Kind.UNDEFINED) {
            return "NaN on both sides, which is no agreement: f is not defined on either side of x" + thrown.map(exception -> ": it threw " + exception).orElse("");
        }
        if (!Double.isFinite(claim.value())) {
            return "the analytic value is " + claim.value();
        }
        return switch (slope.kind()) {
            case UNDEFINED -> "f is not defined on either side of x" + thrown.map(exception -> ": it threw " + exception).orElse("");
            case KINK -> (verdict == Verdict.WRONG ? "a kink, and the value lies outside both slopes, " : "a kink with the slopes ")
                    + side(slope.left(), slope) + " and " + side(slope.right(), slope);
            case SMOOTH -> verdict == Verdict.INCONCLUSIVE ? undecided(claim, slope) : "";
        };
    }

    private static String side(double value, Derivative slope) {
        return NumberFormat.size(Math.abs(value) <= slope.error() ? 0 : value);
    }

    /** Why an entry that is one of several at a tie is judged as it is. */
    static String of(Tie tie, Verdict verdict, Derivative slope) {
        String several = "a tie of " + tie.members().size() + " entries";
        if (tie.isOutside()) {
            return several + ": no mixture of the slopes nearby gives " + vector(tie, Tie.Member::claimed) + "; the nearest is "
                    + vector(tie, Tie.Member::nearest) + (verdict == Verdict.WRONG ? "" : ", and the difference lies in other entries");
        }
        boolean isKink = slope.kind() == Derivative.Kind.KINK;
        String both = side(slope.left(), slope) + " and " + side(slope.right(), slope);
        String found = tie.isInside() ? " whose values are a mixture of the slopes nearby" : " whose slopes nearby could not be sampled";
        return "in " + several + found + (isKink ? ", by itself a kink with the slopes " + both : "");
    }

    private static String vector(Tie tie, ToDoubleFunction<Tie.Member> value) {
        String more = tie.members().size() > SHOWN ? ", …)" : ")";
        return tie.members().stream().limit(SHOWN).map(member -> NumberFormat.size(value.applyAsDouble(member)))
                .collect(Collectors.joining(", ", "(", more));
    }

    private static String undecided(Claim claim, Derivative slope) {
        Interval interval = slope.possible().stream().filter(other -> other.distance(claim.value()) == 0 && slope.interval().distance(claim.value()) > 0)
                .findFirst().orElse(slope.interval());
        return "any slope from " + NumberFormat.size(interval.lo()) + " to " + NumberFormat.size(interval.hi()) + " is possible: " + limit(slope);
    }

    private static String limit(Derivative slope) {
        String grain = NumberFormat.size(slope.grain());
        return switch (slope.limit()) {
            case TRUNCATION -> "f bends over the steps that were used";
            case ROUNDING -> "values of f are rounded to multiples of " + grain;
            case FLOAT32 -> "values of f are float32, " + grain + " apart";
            case GRID -> "values of f lie " + grain + " apart";
            case NOISE -> "values of f have noise of " + grain;
            case FLAT -> "f does not move by more than its own rounding near x";
            case JUMPS -> "f jumps, and its values have noise of " + grain + " about a line that it does not follow near x";
            case CONSTANT -> "f does not move by more than its own rounding";
            case UNDEFINED -> "f is not defined beside x";
        };
    }
}
