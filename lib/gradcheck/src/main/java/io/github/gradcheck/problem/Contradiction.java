package io.github.gradcheck.problem;

/**
 * What is wrong with a Jacobian by itself, whatever f is.
 *
 * @param law which law it breaks
 * @param text one sentence with the figures
 */
public record Contradiction(Law law, String text) {
    /** What holds for every Jacobian of its kind. */
    public enum Law {
        /** J·v is linear in v. */
        LINEARITY,
        /** u·(J·v) = (Jᵀ·u)·v for all u and v. */
        DUALITY,
        /** A matrix of second derivatives is its own transpose. */
        SYMMETRY
    }
}
