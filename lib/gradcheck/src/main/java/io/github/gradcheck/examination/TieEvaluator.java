package io.github.gradcheck.examination;

import io.github.gradcheck.tie.Coordinate;
import io.github.gradcheck.tie.Evaluator;
import io.github.gradcheck.tie.Tie;
import io.github.gradcheck.tie.Ties;
import java.util.List;

/**
 * Evaluates f with several entries moved at once, and finds ties among entries that were measured one by one.
 *
 * @param context the function
 */
record TieEvaluator(CheckContext context) implements Evaluator {
    /** The ties over the entries of all parameters; how they were sought is noted. */
    List<Tie> ties(List<BlockMeasurement> measured) {
        Ties.Found found = Ties.among(this, context.options().seed(), measured);
        int count = found.ties().size();
        if (!found.areGrouped()) {
            note("the kinks of many entries may meet: sought along a few directions alone", found);
        } else if (count > 0) {
            note((count == 1 ? "a tie" : count + " ties") + " of several entries by gradients nearby", found);
        }
        return found.ties();
    }

    private void note(String what, Ties.Found found) {
        context.notes().add(what + ", " + found.evaluations() + " evaluations");
    }

    @Override
    public double[] centre() {
        return context.centre();
    }

    @Override
    public double[] at(List<Coordinate> entries, double[] moved) {
        double[] values = new double[context.projection().size()];
        context.projection().apply(context.forward().withEntries(entries, moved), values, 0);
        return values;
    }

    @Override
    public long evaluations() {
        return context.forward().evaluations();
    }
}
