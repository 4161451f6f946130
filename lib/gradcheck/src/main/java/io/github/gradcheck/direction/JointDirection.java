package io.github.gradcheck.direction;

import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Uncertainty;
import io.github.gradcheck.problem.Block;
import java.util.List;

/**
 * A random direction through several parameters at once, by which all of them move by the same share of their size.
 *
 * <p>x<sub>b</sub> moves by t·λ<sub>b</sub>·v<sub>b</sub>, where v<sub>b</sub> is its own direction, and λ<sub>b</sub> is √n<sub>b</sub> in units of that of the
 * first parameter. Measured to the least of all λ<sub>b</sub>·s<sub>b</sub>, the derivative by t shows a wrong entry of any parameter as the one along v<sub>b</sub> does,
 * measured to s<sub>b</sub>.
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
    }

    private final List<Part> parts;
    private double sharpness = Double.POSITIVE_INFINITY;
    private double analytic;

    /** Through these parameters. */
    public JointDirection(List<Part> parts) {
        this.parts = parts;
        for (Part part : parts) {
            sharpness = Math.min(sharpness, pace(part) * part.claim().wanted());
            analytic += pace(part) * part.claim().value();
        }
    }

    private double pace(Part part) {
        return part.direction().scale() / scale();
    }

    /** How sharply the derivative by t is to be measured. */
    public double sharpness() {
        return sharpness;
    }

    /** The derivative by t that the gradients of all parameters claim. */
    public double analytic() {
        return analytic;
    }

    /** The size of t: there every entry has moved by about as much as it is large. */
    public double scale() {
        return parts.get(0).direction().scale();
    }

    /** How far apart the t are that f can be evaluated at: as for the first parameter alone, for the roundings of all move f in proportion to what t does. */
    public double spacing() {
        return parts.get(0).direction().spacing();
    }

    /** Moves all parameters by t. */
    public void move(double t) {
        for (Part part : parts) {
            part.direction().move(part.block(), 0, part.block().size(), t * pace(part));
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
        double pace = pace(part);
        double value = part.claim().value() + (slope.value() - analytic) / pace;
        Uncertainty error = new Uncertainty(slope.uncertainty().truncation() / pace, slope.uncertainty().rounding() / pace, slope.uncertainty().noise() / pace);
        Derivative own = new Derivative(Derivative.Kind.SMOOTH, value, value, value, error, List.of(), slope.zero() / pace, slope.limit(), slope.grain(),
                slope.evaluations());
        return new DirectionalComparison(0, part.block().size(), 0, part.claim(), own, part.typical(), part.direction().unit());
    }
}
