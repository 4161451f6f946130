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
            new Slip("01", "gradient", "x.setFlat(i, old - h);", "x.setFlat(i, old);", List.of("gradient-values", "gradient-in-place", "gradient-hidden"),
                    "The gradient is WRONG: 6 of 6 entries wrong"));

    static List<Slip> of(String exercise) {
        return ALL.stream().filter(slip -> slip.exercise.equals(exercise)).toList();
    }
}
