package io.github.gradcheck.gallery;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Relation;
import java.util.function.Supplier;

/**
 * A model or operator with one bug planted in its backward pass.
 *
 * @param model the model, such as "softmax"
 * @param bug the name of the bug, such as "cross term missing"
 * @param line the faulty formula beside the right one
 * @param cause what the checker should say
 * @param problem the model with the bug, made anew for each check
 */
public record Specimen(String model, String bug, String line, Relation.Kind cause, Supplier<Problem> problem) {
    /** Checks the gradient. */
    public GradientReport check() {
        return GradientCheck.examine(problem.get());
    }

    @Override
    public String toString() {
        return model + ": " + bug;
    }
}
