package io.github.gradcheck.relation;

import java.util.Optional;

/**
 * A condition that a check rests on and that did not hold: f and its backward pass repeat and leave their inputs alone, backward is linear in
 * the upstream gradient, and no other thread changes what f reads.
 *
 * @param text one sentence with the figures
 * @param kind the mistake in the backward pass; empty where f itself cannot be relied on, so that nothing follows for the gradient
 */
public record ContractViolation(String text, Optional<Relation.Kind> kind) {
    /** One by f itself, or by what it reads. */
    public static ContractViolation ofFunction(String text) {
        return new ContractViolation(text, Optional.empty());
    }

    /** One by the backward pass, which is wrong for that alone. */
    public static ContractViolation ofBackward(String text, Relation.Kind kind) {
        return new ContractViolation(text, Optional.of(kind));
    }
}
