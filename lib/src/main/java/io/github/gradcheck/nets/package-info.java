/** The hand-written network of the tutorial, once right and once with one wrong line. */
package io.github.gradcheck.nets;
