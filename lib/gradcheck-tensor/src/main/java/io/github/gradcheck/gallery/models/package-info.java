/**
 * Networks as recipes, with the bugs that are planted in them.
 *
 * <p>{@link io.github.gradcheck.gallery.models.Models} lists them all. {@code TwoLayerModels}, {@code DeeperNet}, {@code ConvolutionNet},
 * {@code LayerNormNet} and {@code AttentionModels} are written by hand; in {@code AutogradNets} autograd does the work, all but that of one layer, a
 * {@code LineFunction}: each is a {@code LayerModel}. {@code Classical} says what is wrong where a bug has the same name in many models.
 */
package io.github.gradcheck.gallery.models;
