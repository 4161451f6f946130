/** Tensors that remember how they were made, and the check of a backward pass: the PyTorch half of the tutorial. */
package io.github.gradcheck.autograd;
