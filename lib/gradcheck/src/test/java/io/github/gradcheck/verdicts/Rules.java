package io.github.gradcheck.verdicts;

import java.util.Arrays;

/** The rules of PyTorch's gradcheck (slow mode) and of CS231n, written out for comparison. */
final class Rules {
    private Rules() {
    }

    /** eps 1e-6, |a − n| ≤ 1e-5 + 1e-3·|n| for every entry of the Jacobian, zero for a zero upstream, the same twice. */
    static boolean torchPasses(Case c) {
        double[][] numeric = jacobian(c, 1e-6);
        int outputs = numeric.length;
        for (int k = 0; k < outputs; k++) {
            double[] unit = Case.with(new double[outputs], k, 1);
            double[] first = c.vjp().apply(c.x().clone(), unit.clone());
            double[] second = c.vjp().apply(c.x().clone(), unit.clone());
            if (!Arrays.equals(first, second)) {
                return false;
            }
            for (int i = 0; i < first.length; i++) {
                // allclose: an infinite slope is close to nothing but itself.
                if (!Double.isFinite(numeric[k][i]) || !(Math.abs(first[i] - numeric[k][i]) <= 1e-5 + 1e-3 * Math.abs(numeric[k][i]))) {
                    return false;
                }
            }
        }
        return Arrays.stream(c.vjp().apply(c.x().clone(), new double[outputs])).allMatch(value -> value == 0);
    }

    /** h 1e-5, one fixed upstream (ones for a scalar), largest |a − n| / max(1e-8, |a| + |n|) below 1e-7. */
    static boolean cs231nPasses(Case c) {
        double[][] numeric = jacobian(c, 1e-5);
        double[] upstream = numeric.length == 1 ? new double[] {1} : Functions.normal(231, numeric.length);
        double[] analytic = c.vjp().apply(c.x().clone(), upstream.clone());
        for (int i = 0; i < analytic.length; i++) {
            double n = 0;
            for (int k = 0; k < numeric.length; k++) {
                n += upstream[k] * numeric[k][i];
            }
            if (!(Math.abs(analytic[i] - n) / Math.max(1e-8, Math.abs(analytic[i]) + Math.abs(n)) < 1e-7)) {
                return false;
            }
        }
        return true;
    }

    private static double[][] jacobian(Case c, double h) {
        double[] x = c.x().clone();
        int outputs = c.function().apply(x.clone()).length;
        double[][] jacobian = new double[outputs][x.length];
        for (int i = 0; i < x.length; i++) {
            double[] above = c.function().apply(Case.with(x, i, x[i] + h));
            double[] below = c.function().apply(Case.with(x, i, x[i] - h));
            for (int k = 0; k < outputs; k++) {
                jacobian[k][i] = (above[k] - below[k]) / (2 * h);
            }
        }
        return jacobian;
    }
}
