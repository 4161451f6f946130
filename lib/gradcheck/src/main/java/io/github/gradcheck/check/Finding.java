package io.github.gradcheck.check;

import java.util.Optional;

/**
 * Something found out about the function as a whole, beside the entries of its gradient.
 *
 * @param verdict what it means for the gradient
 * @param text one sentence with the figures
 * @param cause what most likely went wrong, if that is known
 */
public record Finding(Verdict verdict, String text, Optional<Cause> cause) {
}
