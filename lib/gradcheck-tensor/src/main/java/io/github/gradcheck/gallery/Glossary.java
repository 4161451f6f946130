package io.github.gradcheck.gallery;

import io.github.gradcheck.gallery.trainable.PlantedBug;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the names of the planted bugs mean, in one line each. */
public final class Glossary {
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

    private Glossary() {
    }

    /** Each name of a planted bug with its meaning, in the order in which the models have them. */
    public static Map<String, String> all() {
        Map<String, String> meanings = new LinkedHashMap<>();
        PlantedBug.all().forEach(planted -> meanings.put(planted.bug(), MEANINGS.get(planted.bug())));
        return meanings;
    }

    /**
     * What one name means.
     *
     * @throws IllegalArgumentException if no bug is called so
     */
    public static String of(String bug) {
        Map<String, String> meanings = all();
        if (!meanings.containsKey(bug)) {
            throw new IllegalArgumentException("no bug is called \"" + bug + "\"; " + Nearest.to(bug, List.copyOf(meanings.keySet())));
        }
        return meanings.get(bug);
    }
}
