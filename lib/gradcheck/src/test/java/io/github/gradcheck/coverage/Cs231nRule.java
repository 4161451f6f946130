package io.github.gradcheck.coverage;

import io.github.gradcheck.numeric.CentralDifference;
import java.util.function.DoubleUnaryOperator;

/** The rule of thumb of Stanford's course CS231n: relative error below 1e-7 is right, above 1e-2 probably wrong. */
final class Cs231nRule implements Checker {
    private static final double STEP = 1e-5;
    private static final double RIGHT = 1e-7;
    private static final double WRONG = 1e-2;

    @Override
    public Outcome check(DoubleUnaryOperator f, double x, double scale, double claim) {
        double numeric = CentralDifference.slope(f, x, STEP);
        double largest = Math.max(Math.abs(claim), Math.abs(numeric));
        double error = largest == 0 ? 0 : Math.abs(claim - numeric) / largest;
        Answer answer = error < RIGHT ? Answer.CORRECT : error <= WRONG ? Answer.UNSURE : Answer.WRONG;
        return Outcome.withoutInterval(answer, 2);
    }
}
