package io.github.gradcheck.numeric;

/**
 * The derivative of a curve t ↦ f(x + t·v) at t = 0, and a step at which the curve looked smooth.
 *
 * <p>A direction through thousands of entries crosses kinks by the dozen where one entry crosses none. The steps shrink below the
 * first kink, which costs accuracy (roundoff is ε·|f|/step); where there is no kink they grow until the derivative is as sharp
 * as it was wanted.
 *
 * @param value the derivative
 * @param step a step at which it was smooth; NaN if there was none
 */
public record DirectionalDerivative(Derivative value, double step) {
    /** From one look to the next smaller one: four such steps lead from 4e-3 to below the closest kinks of a net of 79 510 weights. */
    private static final double SHRINKS_BY = 16;
    private static final double GROWS_BY = 4;
    private static final int LOOKS = 5;
    private static final double SHARPER = 4;

    /**
     * What is known beforehand.
     *
     * @param expected what the derivative should be
     * @param typical how large it is for most directions; an agreement that is no sharper than a hundredth of it is none
     * @param wanted how far it may be off where nothing speaks against larger steps
     * @param widest the largest step that makes sense
     */
    public record Expected(double expected, double typical, double wanted, double widest) {
        private static final double COARSEST = 1e-2;

        boolean isMetBy(Estimate look) {
            return look.agreesWith(expected) && (look.allowed() <= COARSEST * typical || expected == 0 && look.value() == 0);
        }
    }

    /**
     * The derivative, with no more evaluations than it takes to settle whether it is the expected one.
     *
     * @param samples the values of the curve
     * @param k which value of it
     * @param fx the value at t = 0
     * @param noise how far values scatter beyond the roundoff of a double
     */
    public static DirectionalDerivative of(Samples samples, int k, double fx, double noise, Expected expected) {
        Line line = new Line(samples, k, 0, fx, noise);
        Estimate look = meeting(line, expected);
        Estimate sharper = look == null ? null : sharpened(line, look, expected);
        if (sharper != null) {
            return new DirectionalDerivative(Derivative.smooth(sharper, line), 2 * sharper.step());
        }
        Derivative careful = Derivative.of(samples, k, 0, fx, noise, expected.expected());
        Estimate smooth = careful.kind() != Derivative.Kind.SMOOTH ? null
                : meeting(line, new Expected(careful.value(), Math.max(expected.typical(), Math.abs(careful.value())), 0, 0));
        // Several tries must not make an agreement likelier than the error of one of them says: the sharper look decides.
        if (smooth != null && careful.agreesWith(expected.expected()) && smooth.error() <= careful.error()) {
            return new DirectionalDerivative(Derivative.smooth(smooth, line.measured(careful.noise())), 2 * smooth.step());
        }
        return new DirectionalDerivative(careful, smooth == null ? Double.NaN : 2 * smooth.step());
    }

    /**
     * The derivative from four values at one step; undecided where they do not look smooth.
     *
     * @param step a step at which the same curve, or one through more entries, looked smooth
     */
    public static Derivative at(Samples samples, int k, double fx, double noise, double step) {
        Line line = new Line(samples, k, 0, fx, noise);
        Estimate look = FirstLook.of(line, step);
        return look == null ? Derivative.undecided("not smooth at this step", line) : Derivative.smooth(look, line);
    }

    /**
     * From larger to smaller steps, the first that looks smooth and as it should; null if none does. A difference that stays the same
     * from one step to the next is no kink's, and one that a larger step showed is gone only if a smaller one is sharp enough to see it.
     */
    private static Estimate meeting(Line line, Expected expected) {
        double h = FirstLook.STEP;
        double doubt = Double.POSITIVE_INFINITY;
        Estimate last = null;
        for (int level = 0; level < LOOKS; level++, h /= SHRINKS_BY) {
            Estimate look = FirstLook.of(line, h);
            if (look != null && expected.isMetBy(look)) {
                boolean isStair = look.value() == 0 && Stair.isWide(line, look);
                return SHARPER * look.allowed() <= doubt && !isStair ? look : null;
            }
            if (look != null && last != null && last.agreesWith(look.value())) {
                return null;
            }
            last = look;
            doubt = look == null ? doubt : Math.min(doubt, Math.abs(look.value() - expected.expected()));
        }
        return null;
    }

    /** Larger steps for as long as they make it sharper, until it is as sharp as wanted; null if a sharper one is not as it should be. */
    private static Estimate sharpened(Line line, Estimate look, Expected expected) {
        Estimate best = look;
        double h = 2 * look.step() * GROWS_BY;
        while (best.allowed() > expected.wanted() && h <= expected.widest()) {
            Estimate next = FirstLook.of(line, h);
            if (next == null || !(next.error() < best.error())) {
                return best;
            }
            if (!next.agreesWith(expected.expected())) {
                return null;
            }
            best = next;
            h *= GROWS_BY;
        }
        return best;
    }
}
