/**
 * Pictures that the reader moves: frames computed beforehand, a slider, and a still picture where no script runs.
 *
 * <p>A {@link io.github.gradcheck.notebook.motion.MovingPicture} is a {@code Scene} and its still; the scene is a {@code Plot}, which all frames
 * share, and a {@code Frame} for each place of the slider, with its {@code Mark}s and its {@code Reading}s. {@code Json} writes it beside the one
 * script, {@code motion.js}, which draws whatever stands there: it computes nothing, so every number shown is Java's. {@code Still} makes the
 * still picture small.
 * {@link io.github.gradcheck.notebook.motion.StepSlider} and {@link io.github.gradcheck.notebook.motion.ScaleSlider} show one slope by many steps,
 * {@link io.github.gradcheck.notebook.motion.KinkSlider} two slopes, {@link io.github.gradcheck.notebook.motion.TrainingSlider} two runs of training,
 * {@link io.github.gradcheck.notebook.motion.HalvingSlider} the search for a wrong entry, {@link io.github.gradcheck.notebook.motion.BackwardSlider} a
 * backward pass on its {@code NetworkPlot}, and {@link io.github.gradcheck.notebook.motion.HuntSlider} a bug hunt; the last two ask a {@code Question}, and
 * {@code ScenePicture} paints their stills.
 */
package io.github.gradcheck.notebook.motion;
