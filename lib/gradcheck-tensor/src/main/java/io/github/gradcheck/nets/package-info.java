/**
 * The hand-written network of the tutorial, once right and once with one wrong line.
 *
 * <p>{@link io.github.gradcheck.nets.TwoLayerNet} computes its loss and gradients with arrays;
 * {@link io.github.gradcheck.nets.BrokenTwoLayerNet} overrides the one faulty line. {@code TwoLayerReevaluation} is the loss with one
 * parameter changed, {@code SoftmaxLoss} that of one example.
 */
package io.github.gradcheck.nets;
