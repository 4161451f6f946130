package io.github.gradcheck.coverage;

import io.github.gradcheck.numeric.CentralDifference;
import java.util.function.DoubleUnaryOperator;

/** The rule of torch.autograd.gradcheck with its defaults: one central difference, |a − n| ≤ atol + rtol·|n|. */
final class PyTorchRule implements Checker {
    private static final double STEP = 1e-6;
    private static final double ABSOLUTE = 1e-5;
    private static final double RELATIVE = 1e-3;

    @Override
    public Outcome check(DoubleUnaryOperator f, double x, double scale, double claim) {
        double numeric = CentralDifference.slope(f, x, STEP);
        double allowed = ABSOLUTE + RELATIVE * Math.abs(numeric);
        Answer answer = Math.abs(claim - numeric) <= allowed ? Answer.CORRECT : Answer.WRONG;
        return new Outcome(answer, numeric - allowed, numeric + allowed, 2);
    }
}
