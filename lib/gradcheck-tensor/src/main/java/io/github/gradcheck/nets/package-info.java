/**
 * The hand-written network of the tutorial, right and with one wrong line.
 *
 * <p>{@link io.github.gradcheck.nets.TwoLayerNet} computes its loss and gradients with arrays, by the lines of a recipe;
 * {@link io.github.gradcheck.nets.BrokenTwoLayerNet} replaces the one faulty line. {@link io.github.gradcheck.nets.JavaBackward} is its
 * backward pass in Java, as the exercises list it, with the bugs that they plant. {@code TwoLayerReevaluation} is the loss with one
 * parameter changed, {@code SoftmaxLoss} that of one example.
 */
package io.github.gradcheck.nets;
