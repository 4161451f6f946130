package io.github.gradcheck.recipe;

import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Relation;
import java.util.Optional;

/** A model that is written as a recipe, so that a bug can be planted: one wrong line in place of the right one. */
public interface Model {
    /** How it is called, such as "two-layer classifier". */
    String name();

    /** Its right lines. */
    Recipe recipe();

    /** What is checked of the model if these are its lines, made anew by each call. */
    Problem problem(Recipe lines);

    /** Whether it can be trained: it has a loss, data, and a step that suits it. */
    default boolean isTrainable() {
        return false;
    }

    /**
     * The model while it learns, if these are its lines: made anew by each call, always with the same parameters and data.
     *
     * @throws UnsupportedOperationException if it cannot be trained
     */
    default Trainable trainable(Recipe lines) {
        throw new UnsupportedOperationException("the model \"" + name() + "\" cannot be trained");
    }

    /**
     * The model with a wrong line.
     *
     * @param bug what the bug is called
     * @param meaning what is wrong, in words
     * @param wrong the line in place of the backward line of the same name
     * @param cause what an expert would call it, seeing the gradients alone; empty if they do not tell
     */
    default PlantedBug plant(String bug, String meaning, Line wrong, Optional<Relation.Kind> cause) {
        return new PlantedBug(this, bug, meaning, recipe().backward(wrong.name()), wrong, cause);
    }

    /** The same, where the gradients tell. */
    default PlantedBug plant(String bug, String meaning, Line wrong, Relation.Kind cause) {
        return plant(bug, meaning, wrong, Optional.of(cause));
    }
}
