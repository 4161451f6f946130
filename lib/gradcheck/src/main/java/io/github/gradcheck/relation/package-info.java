/**
 * Recognises how a wrong gradient is related to the measured one: the causes that a report names.
 *
 * <p>{@link io.github.gradcheck.relation.Relations} chooses the {@code Model} that takes the fewest bits to say, of those that explain all entries of a
 * {@link io.github.gradcheck.relation.Comparison} within their errors and are not met by chance, and makes it a
 * {@link io.github.gradcheck.relation.Relation}. Each family of models has a class: {@code Scalings}, {@code Terms}, {@code Orders},
 * {@code Masks} and {@code LocalDerivatives}. {@code Numbers} tells what somebody may have typed. The kinds of causes are a closed
 * list, {@code Relation.Kind}.
 */
package io.github.gradcheck.relation;
