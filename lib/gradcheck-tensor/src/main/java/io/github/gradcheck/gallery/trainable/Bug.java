package io.github.gradcheck.gallery.trainable;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Optional;

/**
 * A classical mistake in a backward pass: a line that takes the place of the right one of the same name.
 *
 * @param name what the mistake is called, such as "missing 1/N"
 * @param line the faulty line
 * @param cause what an expert would call it, seeing the gradients alone; empty if they do not tell
 */
record Bug(String name, Line line, Optional<Kind> cause) {
    Bug(String name, Line line, Kind cause) {
        this(name, line, Optional.of(cause));
    }
}
