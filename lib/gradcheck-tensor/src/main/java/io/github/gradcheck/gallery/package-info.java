/**
 * Models and operators with bugs that can be planted by name.
 *
 * <p>{@link io.github.gradcheck.gallery.Gallery} lists them all, each a {@link io.github.gradcheck.gallery.Specimen} with the cause that a report
 * should name. They are in {@code Activations}, {@code Operators}, {@code Upstreams}, {@code Attention} and {@code RegularisedNet}; those of models that
 * learn come from {@code gallery.trainable}. {@link io.github.gradcheck.gallery.BugHunt} is the game of Part 10, and
 * {@link io.github.gradcheck.gallery.Glossary} says what the names mean.
 */
package io.github.gradcheck.gallery;
