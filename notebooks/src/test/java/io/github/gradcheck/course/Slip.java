package io.github.gradcheck.course;

import java.util.List;

/**
 * A right answer with a slip in it, as a student makes it.
 *
 * @param exercise the number of the exercise, such as "01"
 * @param task the cell it is made in
 * @param right a piece of the right answer
 * @param wrong what stands there instead
 * @param fails the checks that must give no points for it; all others of the exercise give theirs
 * @param says what the first of them must tell the student
 */
record Slip(String exercise, String task, String right, String wrong, List<String> fails, String says) {
    /** What a half-right submission gets wrong. */
    static final List<Slip> ALL = List.of(
            new Slip("01", "gradient", "/ (2 * h)", "/ h", List.of("gradient-values", "gradient-in-place", "gradient-hidden"),
                    "6 wrong, the worst at [1, 2], where you have 216.0000 and the measured slope is 108.0000\n    it looks like this: a stray factor"),
            new Slip("02", "wrong", "error <= 1e-7", "error <= 10", List.of("wrong-check", "suspects-check"),
                    "Of the four gradients, 2 you judge otherwise than the check does."),
            new Slip("03", "repaired", "v > 0 ? 1 : 0", "v > 0 ? 1 : 0.01", List.of("repaired-check", "repaired-hidden"), "The gradient is WRONG"),
            new Slip("04", "softplus", ".multiply(gradOutput[0])", "", List.of("softplus-backward", "softplus-backward-hidden"),
                    "the upstream gradient is ignored"),
            new Slip("05", "kink", "Set.of(2, 4, 5)", "Set.of(1, 4, 5)", List.of("kink-check"), "2 of the five you judge wrongly."),
            new Slip("05", "layernorm", "gradOutput[0].sum(0)}", "gradOutput[0].sum(0).divide(D)}", List.of("layernorm-check", "layernorm-hidden"),
                    "a stray factor"),
            new Slip("06", "fused", "probs.subtract(oneHot).divide(N)", "probs.subtract(oneHot)", List.of("fused-backward", "fused-backward-hidden", "model-check"),
                    "a stray factor"));

    static List<Slip> of(String exercise) {
        return ALL.stream().filter(slip -> slip.exercise.equals(exercise)).toList();
    }
}
