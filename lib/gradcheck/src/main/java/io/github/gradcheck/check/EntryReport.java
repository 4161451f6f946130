package io.github.gradcheck.check;

import io.github.gradcheck.numeric.Derivative;

/**
 * The result for one entry of a gradient, or of a Jacobian.
 *
 * @param parameter the name of the parameter
 * @param index its index, such as "[0, 3]"
 * @param output which output of a function with several; 0 for a scalar
 * @param analytic the value that the gradient under test gives
 * @param numeric the value measured from the function, with its error
 * @param verdict what follows
 * @param reason why nothing can be said, or what else the verdict rests on; may be empty
 */
public record EntryReport(String parameter, String index, int output, double analytic, Derivative numeric, Verdict verdict, String reason) {
    /** How far the analytic value lies from the numeric one, or outside both slopes of a kink. */
    public double difference() {
        return numeric.distance(analytic);
    }
}
