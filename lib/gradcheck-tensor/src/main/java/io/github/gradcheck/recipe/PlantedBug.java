package io.github.gradcheck.recipe;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Relation;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model with one wrong line in its backward pass.
 *
 * @param model the model with its right lines
 * @param bug the name of the bug, such as "missing 1/N"
 * @param meaning what is wrong, in words
 * @param rightLine the line as it should be
 * @param wrongLine the line as it is
 * @param cause what an expert would call it, seeing the gradients alone; empty if they do not tell
 */
public record PlantedBug(Model model, String bug, String meaning, Line rightLine, Line wrongLine, Optional<Relation.Kind> cause) {
    /** The lines of the model, one of them wrong. */
    public Recipe lines() {
        return model.recipe().with(wrongLine);
    }

    /** What is checked: the wrong model's loss, or its faulty layer by itself. */
    public Problem problem() {
        return model.problem(lines());
    }

    /** Checks the gradient. */
    public GradientReport check() {
        return GradientCheck.examine(problem());
    }

    /** Makes the right model anew, always with the same parameters and data, for training. */
    public Supplier<Trainable> right() {
        return () -> model.trainable(model.recipe());
    }

    /** Makes the wrong model anew, for training. */
    public Supplier<Trainable> wrong() {
        return () -> model.trainable(lines());
    }

    @Override
    public String toString() {
        return model.name() + ": " + bug;
    }
}
