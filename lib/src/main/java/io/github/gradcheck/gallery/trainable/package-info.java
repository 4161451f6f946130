/** Small models that learn, written line by line, so that any one line can be replaced by a faulty one. */
package io.github.gradcheck.gallery.trainable;
