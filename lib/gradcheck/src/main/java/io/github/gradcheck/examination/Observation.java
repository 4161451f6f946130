package io.github.gradcheck.examination;

import io.github.gradcheck.relation.Relation;
import java.util.Optional;

/**
 * Something that a function or its backward pass did and should not do.
 *
 * @param text one sentence with the figures
 * @param relation what it says of the backward pass; empty if it is the function itself that cannot be relied on
 */
public record Observation(String text, Optional<Relation> relation) {
    static Observation ofFunction(String text) {
        return new Observation(text, Optional.empty());
    }

    static Observation ofBackward(String text, Relation.Kind kind) {
        return new Observation(text, Optional.of(new Relation(kind, text)));
    }
}
