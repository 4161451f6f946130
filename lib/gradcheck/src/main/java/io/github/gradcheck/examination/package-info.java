/**
 * Everything that is measured about a function and its backward pass, before anything is judged. Not exported.
 *
 * <p>{@link io.github.gradcheck.examination.Examination} is one run. {@code Forward} evaluates the function, counts and restores; {@code Backward}
 * asks for the gradients under test, and whether they repeat and are linear, {@code CallOrder} whether they depend on what was called before,
 * {@code FiniteDifferences} whether they are quotients of values of f; {@code Entries} measures entry by entry, {@code Directions} along random
 * directions through all parameters or one, {@code TieEvaluator} those entries whose kinks may meet; {@code EvaluationStrategy} chooses threads and incremental evaluation, each verified
 * against full evaluation before it is used; {@code Remainders} makes a Taylor test. {@link io.github.gradcheck.examination.BlockMeasurement} is the outcome for one parameter,
 * {@link io.github.gradcheck.relation.ContractViolation} what the function or its backward pass should not have done.
 */
package io.github.gradcheck.examination;
