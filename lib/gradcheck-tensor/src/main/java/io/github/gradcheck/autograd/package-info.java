/**
 * Tensors that remember how they were made, and the check of a backward pass: the PyTorch half of the tutorial.
 *
 * <p>{@link io.github.gradcheck.autograd.Gradcheck} is the way in. A {@link io.github.gradcheck.autograd.Tensor} is an array with a {@code Node} of
 * the {@code Graph} behind it; {@code BackwardPass} takes gradients back through them, in the order of {@code GraphWalk}.
 * {@link io.github.gradcheck.autograd.Function} and {@link io.github.gradcheck.autograd.MultiFunction} are operations with a backward pass of
 * their own, which shares a {@link io.github.gradcheck.autograd.Context} with the forward pass. The operators are in {@code Arithmetic},
 * {@code Shaping} and {@link io.github.gradcheck.autograd.Functional}; {@link io.github.gradcheck.autograd.Torch} has random tensors and
 * gradients by name.
 *
 * <p>{@code TensorProblem} and {@code ParameterGradients} make a problem of tensors, {@code Replay} evaluates it incrementally,
 * {@code OperatorFaults} checks each recorded call by itself, as an {@code OperatorProblem}, to say which is at fault.
 * {@code JacobianCheck} follows the rule and the order of PyTorch, over a {@code CentralJacobian}.
 */
package io.github.gradcheck.autograd;
