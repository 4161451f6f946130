package io.github.gradcheck.gallery;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.gallery.trainable.PlantedBug;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Relation;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model or operator with one bug planted in its backward pass.
 *
 * @param model the model, such as "softmax"
 * @param bug the name of the bug, such as "cross term missing"
 * @param line the faulty formula beside the right one
 * @param cause what an expert would say, seeing the gradients alone; empty if they do not tell
 * @param problem the model with the bug, made anew for each check
 */
public record Specimen(String model, String bug, String line, Optional<Relation.Kind> cause, Supplier<Problem> problem) {
    Specimen(String model, String bug, String line, Relation.Kind cause, Supplier<Problem> problem) {
        this(model, bug, line, Optional.of(cause), problem);
    }

    static Specimen of(PlantedBug planted) {
        return new Specimen(planted.model(), planted.bug(), planted.wrongLine() + " for " + planted.rightLine(), planted.cause(), planted.problem());
    }

    /** Checks the gradient. */
    public GradientReport check() {
        return GradientCheck.examine(problem.get());
    }

    @Override
    public String toString() {
        return model + ": " + bug;
    }
}
