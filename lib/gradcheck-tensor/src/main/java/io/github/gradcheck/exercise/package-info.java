/**
 * What an exercise notebook is made of: checks that say in words what is still wrong, and a bug for each student number.
 *
 * <p>{@link io.github.gradcheck.exercise.Exercise} runs a check and gives the points; a {@code Complaint} is the sentence
 * for the student, a {@code Hint} what a report tells without giving the answer away.
 * {@link io.github.gradcheck.exercise.PlantedNet} is the network with the bug of a student number, one of those in {@link io.github.gradcheck.nets.JavaBackward};
 * {@code Difference} describes an error that is constant along an axis.
 */
package io.github.gradcheck.exercise;
