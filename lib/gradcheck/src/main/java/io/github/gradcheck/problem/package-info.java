/**
 * What is checked: a function of named arrays, its backward pass, and what the caller asks for.
 *
 * <p>{@link io.github.gradcheck.problem.Problem} is the form that every check takes, made of {@link io.github.gradcheck.problem.Block}s, which are
 * moved entry by entry and put back. {@link io.github.gradcheck.problem.FunctionProblem} is one over a plain array,
 * {@link io.github.gradcheck.problem.ParameterProblem} one over named arrays. {@link io.github.gradcheck.problem.CheckOptions} and
 * {@link io.github.gradcheck.problem.SearchStrategy} are the options.
 */
package io.github.gradcheck.problem;
