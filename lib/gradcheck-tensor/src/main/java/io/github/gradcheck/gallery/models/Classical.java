package io.github.gradcheck.gallery.models;

import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.Model;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * The classical mistakes in backward passes, which are called the same in every model.
 *
 * @param model where they are planted
 */
record Classical(Model model) {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("sign", "the gradient points the other way: −g in place of g"),
            Map.entry("factor", "the gradient is a constant times too large or too small"),
            Map.entry("missing 1/N", "the loss is a mean over the batch, the gradient is that of the sum"),
            Map.entry("forgotten mask", "ReLU hands back the gradient where its input was negative, too; there it should be 0"),
            Map.entry("off-by-one label", "each row is compared with the label of the next one"),
            Map.entry("regulariser twice", "the penalty λ/2·|W|² has the gradient λ·W, and it is added twice"),
            Map.entry("regulariser forgotten", "the loss has a penalty λ/2·|W|², and its gradient λ·W is not added"),
            Map.entry("stale cache", "backward uses a value that forward kept in the step before, not in this one"),
            Map.entry("in-place damage", "backward overwrites an array that is still needed"),
            Map.entry("transposed weight", "a matrix stands where its transpose belongs; a square one does not complain"),
            Map.entry("detached branch", "one of the ways from the loss back to the parameter is cut: nothing flows through it"),
            Map.entry("gradient not reset", "the gradient is added to that of the step before, which was never set to 0"),
            Map.entry("wrong axis", "rows and columns are mixed up: in a sum, a mean or an index"),
            Map.entry("flipped kernel", "the gradient of a kernel comes out turned by 180°"),
            Map.entry("loop one short", "a loop ends one too early, and the last row stays 0"),
            Map.entry("wrong epsilon", "backward leaves out the small ε that forward adds under the root"),
            Map.entry("gradient of another", "the formula is right, but for another parameter of the same shape"),
            Map.entry("bias not summed", "a bias serves every row of the batch, and gets the gradient of one row, not the sum"),
            Map.entry("softmax without its cross term", "each output of softmax depends on all inputs; only its own is followed back"),
            Map.entry("upstream ignored", "backward gives its own slope, and forgets to multiply by the gradient that comes in"));

    /** A bug by its name; the gradients alone tell its cause. */
    PlantedBug plant(String bug, Line wrong, Kind cause) {
        return model.plant(bug, MEANINGS.get(bug), wrong, cause);
    }

    /** A bug that the gradients alone do not tell. */
    PlantedBug plant(String bug, Line wrong) {
        return model.plant(bug, MEANINGS.get(bug), wrong, Optional.empty());
    }

    /** The bug "missing 1/N" in the loss. */
    PlantedBug missingOneOverN() {
        return plant("missing 1/N", sumForMean(), Kind.CONSTANT_FACTOR);
    }

    /** The line dS of {@link Layers#crossEntropy} without its 1/N. */
    static Line sumForMean() {
        return Layers.crossEntropy().backward("dS").as("P − Y", v -> v.get("P").subtract(v.get("Y")));
    }
}
