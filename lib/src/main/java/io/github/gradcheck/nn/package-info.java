/** Layers put together into a model. */
package io.github.gradcheck.nn;
