package io.github.gradcheck.coverage;

import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.SlopeMeter;
import io.github.gradcheck.slice.Slice;
import java.util.function.DoubleUnaryOperator;

/** The rule of this library: an interval from values of f alone, and one test of the claim against it. */
final class IntervalRule implements Checker {
    @Override
    public Outcome check(DoubleUnaryOperator f, double x, double scale, double claim) {
        return outcome(measure(f, x, scale, claim), claim);
    }

    /** What is measured for a claim without any tolerance. */
    static Derivative measure(DoubleUnaryOperator f, double x, double scale, double claim) {
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = valueOrNaN(f, t), x, scale);
        return SlopeMeter.measure(slice, 0, f.applyAsDouble(x), claimed(claim));
    }

    private static Claim claimed(double claim) {
        return Claim.of(claim, 0, 0);
    }

    private static double valueOrNaN(DoubleUnaryOperator f, double t) {
        try {
            return f.applyAsDouble(t);
        } catch (ArithmeticException e) {
            return Double.NaN;
        }
    }

    private static Outcome outcome(Derivative slope, double claim) {
        Answer answer = switch (claimed(claim).answer(slope)) {
            case AGREES -> Answer.CORRECT;
            case BETWEEN_SLOPES -> Answer.KINK;
            case UNRESOLVED -> Answer.UNSURE;
            case DISAGREES -> Answer.WRONG;
        };
        return new Outcome(answer, slope.interval().lo(), slope.interval().hi(), slope.error(), slope.evaluations());
    }
}
