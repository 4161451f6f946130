/**
 * Models written line by line, text beside formula, so that any one line can be replaced by a wrong one.
 *
 * <p>A {@link io.github.gradcheck.recipe.Recipe} is a list of {@link io.github.gradcheck.recipe.Line}s, which are run on
 * {@link io.github.gradcheck.recipe.Values}; {@link io.github.gradcheck.recipe.Layers} has those that several models share. A
 * {@link io.github.gradcheck.recipe.Model} has a recipe and says what is checked of it, a {@link io.github.gradcheck.recipe.LossModel} its
 * loss. A {@link io.github.gradcheck.recipe.PlantedBug} is a model with one wrong line; if the model is
 * {@link io.github.gradcheck.recipe.Trainable}, both can be watched as they learn.
 */
package io.github.gradcheck.recipe;
