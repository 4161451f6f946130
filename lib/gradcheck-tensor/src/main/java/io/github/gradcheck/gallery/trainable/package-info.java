/**
 * Small models that learn, written line by line, so that any one line can be replaced by a faulty one.
 *
 * <p>A {@code Recipe} is a list of {@code Line}s, text beside
 * computation; a {@code Bug} is a line that takes the place of the right one; a
 * {@link io.github.gradcheck.gallery.trainable.PlantedBug} is both models. {@code DenseNets}, {@code ConvolutionNet}, {@code AttentionNet} and
 * {@code LayerNormNet} are written by hand, {@code AutogradNets} with one layer of their own.
 */
package io.github.gradcheck.gallery.trainable;
