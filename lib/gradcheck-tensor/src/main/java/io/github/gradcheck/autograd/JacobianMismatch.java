package io.github.gradcheck.autograd;

import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.relation.Comparison;
import io.github.gradcheck.relation.Relation;
import io.github.gradcheck.relation.Relations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two Jacobians that differ by more than a tolerance allows.
 *
 * @param output which output
 * @param input which of the inputs that require a gradient
 * @param point that input
 * @param numerical a row for each entry of the input, a column for each of the output
 * @param analytical the same from backward
 * @param tolerance what was allowed
 */
record JacobianMismatch(int output, int input, NDArray point, NDArray numerical, NDArray analytical, Tolerance tolerance) {
    /** What a two-sided difference with a small step may be off: enough to tell a factor of 2 from one of 2.001. */
    private static final double ROUNDING = 1e-7;

    /** PyTorch's words for the first, which may show two matrices that look the same; then where, by how much, and why, for all. */
    static String text(List<JacobianMismatch> mismatches) {
        JacobianMismatch first = mismatches.get(0);
        StringBuilder text = new StringBuilder("Jacobian mismatch for output " + first.output + " with respect to input " + first.input
                + ",\nnumerical:" + first.numerical + "\nanalytical:" + first.analytical + "\n");
        mismatches.forEach(mismatch -> text.append(mismatch.details()));
        return text.toString();
    }

    private String details() {
        int worst = 0;
        int outside = 0;
        for (int i = 0; i < numerical.size(); i++) {
            worst = difference(i) <= difference(worst) ? worst : i;
            outside += tolerance.accepts(analytical.getFlat(i), numerical.getFlat(i)) ? 0 : 1;
        }
        String place = Shape.tuple(Shape.unravel(worst, numerical.shape()));
        String text = String.format(Locale.ROOT, "output %d, input %d: %d of %d entries differ, most at %s:%n  numerical %.9g, analytical %.9g,"
                + " difference %.3g, allowed %.3g%n", output, input, outside, numerical.size(), place, numerical.getFlat(worst), analytical.getFlat(worst), difference(worst),
                tolerance.atol() + tolerance.rtol() * Math.abs(numerical.getFlat(worst)));
        return text.replace(System.lineSeparator(), "\n")
                + cause().map(relation -> "cause: " + relation.kind().words() + ":\n  " + relation.evidence() + "\n").orElse("");
    }

    private double difference(int i) {
        return Math.abs(analytical.getFlat(i) - numerical.getFlat(i));
    }

    private Optional<Relation> cause() {
        double[] measured = numerical.transpose().toArray();
        double[] allowed = numerical.transpose().map(value -> ROUNDING * Math.max(1e-2, Math.abs(value))).toArray();
        Comparison comparison = new Comparison("input " + input, point.shape(), analytical.transpose().toArray(), measured, allowed, point.toArray());
        return Relations.find(comparison, List.of(comparison));
    }
}
