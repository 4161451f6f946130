/** Derivatives measured from values of the function alone, and how far two gradients are apart. */
package io.github.gradcheck.numeric;
