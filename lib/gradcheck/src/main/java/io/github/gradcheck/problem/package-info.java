/**
 * What is checked, a function of parameters and its backward pass, and the options of a check. A parameter is a named array of the caller, such as the
 * weights of a layer, not one number in it: that is an entry.
 *
 * <p>{@link io.github.gradcheck.problem.Problem} is the form that every check takes, made of {@link io.github.gradcheck.problem.Block}s, which are
 * moved entry by entry and restored. {@link io.github.gradcheck.problem.FunctionProblem} is one of one array, whose
 * {@link io.github.gradcheck.problem.Stretch}es may have names and shapes,
 * {@link io.github.gradcheck.problem.ParameterProblem} one of named parameters. {@code Domain} says where its entries may be moved to,
 * {@code AlongDirections} makes a function of the coefficients of directions, {@code GivenJacobian}
 * makes a vector-Jacobian product of a whole Jacobian, {@code ReturnedArrays} sees whether one array is returned again and again, {@link io.github.gradcheck.problem.Pattern} says which of its entries are
 * declared, {@code MatrixLaws} has what holds for it by itself. {@link io.github.gradcheck.problem.PointEvaluator} gives values from elsewhere, for which
 * {@link io.github.gradcheck.problem.Batches} gathers points. {@link io.github.gradcheck.problem.CheckOptions} and
 * {@link io.github.gradcheck.problem.SearchStrategy} are the options.
 */
package io.github.gradcheck.problem;
