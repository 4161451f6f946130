package io.github.gradcheck.direction;

import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Uncertainty;
import io.github.gradcheck.problem.Block;
import java.util.List;

/**
 * A random direction through several parameters at once: that of each, at a pace of its own.
 *
 * <p>x<sub>b</sub> moves by t·λ<sub>b</sub>·v<sub>b</sub> with λ<sub>b</sub> = s<sub>0</sub>/s<sub>b</sub>, where s<sub>b</sub> is how sharply the derivative along
 * v<sub>b</sub> is to be measured. The derivative by t, measured to s<sub>0</sub>, shows a wrong entry of any parameter as the one along v<sub>b</sub> does, measured to
 * s<sub>b</sub>; and each parameter moves as far as it would alone, for that is as far as the rounding of f demands.
 */
public final class JointDirection {
    /**
     * A parameter in it.
     *
     * @param block the parameter
     * @param direction v, its own direction
     * @param claim what its gradient says of the derivative along v
     * @param typical how large that derivative is along most directions
     */
    public record Part(Block block, Direction direction, Claim claim, double typical) {
        /** With the gradient under test. */
        public static Part of(Block block, Direction direction, double[] gradient, double within) {
            double typical = direction.typical(gradient, 0, gradient.length);
            return new Part(block, direction, DirectionalComparison.claim(direction.along(gradient, 0, gradient.length), typical, gradient.length, within), typical);
        }

        /** λ in a direction that is measured to this sharpness. */
        double pace(double sharpness) {
            return sharpness / claim.wanted();
        }
    }

    private final List<Part> parts;
    private final double sharpness;
    private double analytic;
    private double scale = Double.POSITIVE_INFINITY;
    private final double spacing;

    /** Through these parameters, none of which has a gradient of zero. */
    public JointDirection(List<Part> parts) {
        this.parts = parts;
        this.sharpness = parts.get(0).claim().wanted();
        double squares = 0;
        double entries = 0;
        for (Part part : parts) {
            double pace = part.pace(sharpness);
            double own = part.direction().scale();
            analytic += pace * part.claim().value();
            scale = Math.min(scale, own / pace);
            squares += Math.pow(own * part.direction().spacing() / pace, 2);
            entries += own * own;
        }
        this.spacing = Math.sqrt(squares / entries);
    }

    /** s₀: how sharply the derivative by t is to be measured. */
    public double sharpness() {
        return sharpness;
    }

    /** The derivative by t that the gradients of all parameters claim. */
    public double analytic() {
        return analytic;
    }

    /** The size of t: there the entries of the parameter that moves the most have moved by about as much as they are large. */
    public double scale() {
        return scale;
    }

    /**
     * How far apart the t are that f can be evaluated at. The roundings of all x move f as those of {@linkplain Direction#spacing() each} do, which add up
     * as squares; and by a step of t each moves it in proportion to √n, for its pace is in proportion to √n / (|g|·unit).
     */
    public double spacing() {
        return spacing;
    }

    /** Moves all parameters by t. */
    public void move(double t) {
        for (Part part : parts) {
            part.direction().move(part.block(), 0, part.block().size(), t * part.pace(sharpness));
        }
    }

    /** Puts them back. */
    public void restore() {
        for (Part part : parts) {
            part.block().restoreAll();
        }
    }

    /** Whether the derivative by t was measured as sharply as wanted, and is the claimed one. */
    public boolean agrees(Derivative slope) {
        return slope.kind() == Derivative.Kind.SMOOTH && slope.possible().isEmpty() && slope.error() <= sharpness && slope.contains(analytic);
    }

    /** The derivative along the direction of one parameter, if the gradients of the others are right. */
    public DirectionalComparison share(Part part, Derivative slope) {
        double pace = part.pace(sharpness);
        double value = part.claim().value() + (slope.value() - analytic) / pace;
        Uncertainty error = new Uncertainty(slope.uncertainty().truncation() / pace, slope.uncertainty().rounding() / pace, slope.uncertainty().noise() / pace);
        Derivative own = new Derivative(Derivative.Kind.SMOOTH, value, value, value, error, List.of(), slope.zero() / pace, slope.limit(), slope.grain(),
                slope.evaluations());
        return new DirectionalComparison(0, part.block().size(), 0, part.claim(), own, part.typical(), part.direction().unit());
    }
}
