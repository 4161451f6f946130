/**
 * The pictures and tables of errors that a notebook shows, and what they have in common.
 *
 * <p>A {@link io.github.gradcheck.notebook.chart.Picture} is an image with a text that says the same in words; {@code Style} is the looks of all.
 * Charts of errors are {@link io.github.gradcheck.notebook.chart.ErrorChart}, {@link io.github.gradcheck.notebook.chart.UncertaintyChart},
 * {@link io.github.gradcheck.notebook.chart.WrongMap} and {@link io.github.gradcheck.notebook.chart.JacobianChart}; of slopes
 * {@link io.github.gradcheck.notebook.chart.SecantChart} and {@link io.github.gradcheck.notebook.chart.ScaleChart}; of searches, training, Taylor tests and time
 * {@link io.github.gradcheck.notebook.chart.SearchChart}, {@link io.github.gradcheck.notebook.chart.CurveChart} and
 * {@link io.github.gradcheck.notebook.chart.GrowthChart}. {@link io.github.gradcheck.notebook.chart.ErrorTable} has the figures.
 */
package io.github.gradcheck.notebook.chart;
