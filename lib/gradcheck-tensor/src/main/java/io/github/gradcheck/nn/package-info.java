/**
 * Layers put together into a model, in the shape of {@code torch.nn}.
 *
 * <p>{@link io.github.gradcheck.nn.Module} is a function of a tensor with parameters that can be learned,
 * {@link io.github.gradcheck.nn.Linear} the layer that has some, {@link io.github.gradcheck.nn.Sequential} a chain of modules,
 * {@link io.github.gradcheck.nn.Loss} what training starts backward from. Activations are {@link io.github.gradcheck.nn.ReLU},
 * {@link io.github.gradcheck.nn.GELU}, {@link io.github.gradcheck.nn.Sigmoid} and {@link io.github.gradcheck.nn.Tanh}.
 */
package io.github.gradcheck.nn;
