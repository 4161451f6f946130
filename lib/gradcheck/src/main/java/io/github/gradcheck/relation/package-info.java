/**
 * Recognises how a wrong gradient is related to the measured one: the causes that a report names.
 *
 * <p>{@link io.github.gradcheck.relation.Relations} asks an ordered list of rules for the first {@link io.github.gradcheck.relation.Relation} that
 * holds in all entries of a {@link io.github.gradcheck.relation.Comparison}. Each family of rules has a class: {@code FactorRule},
 * {@code PermutationRules}, {@code ShiftRule}, {@code MissingSumRule}, {@code MaskRules}, {@code SingleLocationRule},
 * {@code ScaledLinesRule}, {@code RegulariserRule}, {@code LocalDerivativeRule}, {@code AdditiveTermRule} and {@code SubsetRule}. The kinds of causes are a closed list, {@code Relation.Kind}.
 */
package io.github.gradcheck.relation;
