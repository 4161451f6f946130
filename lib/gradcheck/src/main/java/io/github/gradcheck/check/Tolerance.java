package io.github.gradcheck.check;

/**
 * PyTorch's rule for two gradients to be equal, |analytic − numerical| ≤ atol + rtol·|numerical|, and how both are made.
 *
 * @param eps the step of the {@linkplain io.github.gradcheck.numeric.CentralDifference central difference}, an absolute distance
 * @param atol how far two entries may be apart whatever their size
 * @param rtol how far they may be apart relative to the numerical one
 * @param nondeterminism how far two runs of the same backward pass may be apart
 * @param undefinedGradients whether backward must accept an upstream gradient that is undefined
 */
public record Tolerance(double eps, double atol, double rtol, double nondeterminism, boolean undefinedGradients) {
    /** PyTorch's defaults: eps 1e-6, atol 1e-5, rtol 1e-3. */
    public static final Tolerance TORCH = torch(1e-6, 1e-5, 1e-3);

    /**
     * Checks every number.
     *
     * @throws IllegalArgumentException if eps is not positive, or a tolerance is negative, or any is not finite
     */
    public Tolerance {
        if (!(eps > 0) || Double.isInfinite(eps)) {
            throw new IllegalArgumentException("eps must be finite and positive: " + eps);
        }
        requireTolerance("atol", atol);
        requireTolerance("rtol", rtol);
        requireTolerance("nondeterminism", nondeterminism);
    }

    /** PyTorch's rule with these numbers, a backward pass that repeats exactly, and undefined gradients accepted. */
    public static Tolerance torch(double eps, double atol, double rtol) {
        return new Tolerance(eps, atol, rtol, 0, true);
    }

    /** The same with another limit for how far two runs of backward may be apart. */
    public Tolerance withNondeterminism(double limit) {
        return new Tolerance(eps, atol, rtol, limit, undefinedGradients);
    }

    /** The same without asking backward to accept undefined upstream gradients. */
    public Tolerance withoutUndefinedGradients() {
        return new Tolerance(eps, atol, rtol, nondeterminism, false);
    }

    /** Whether the two count as equal; never if either is NaN. */
    public boolean accepts(double analytic, double numerical) {
        return Math.abs(analytic - numerical) <= atol + rtol * Math.abs(numerical);
    }

    private static void requireTolerance(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and not negative: " + value);
        }
    }
}
