/**
 * Models and operators with bugs that can be planted by name.
 *
 * <p>{@link io.github.gradcheck.gallery.Gallery} lists them all, each a {@link io.github.gradcheck.recipe.PlantedBug} with the cause that a report
 * should name. Those of functions, each a {@code FunctionModel}, are in {@code Activations}, {@code Operators}, {@code Losses} and
 * {@code Upstreams}; those of networks come from {@code gallery.models}. {@link io.github.gradcheck.gallery.BugHunt} is the game of Part 10,
 * and {@link io.github.gradcheck.gallery.Glossary} says what the names mean.
 */
package io.github.gradcheck.gallery;
