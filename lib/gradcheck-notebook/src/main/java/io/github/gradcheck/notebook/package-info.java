/**
 * How the kernels come to show pictures, tables, reports and progress. Nothing else in the library knows of notebooks.
 *
 * <p>{@link io.github.gradcheck.notebook.NotebookSupport} is what the first cell calls. {@code ReportHtml}, {@code TableHtml},
 * {@code ChartHtml} and {@code ValueText} render, {@code NotebookBar} shows progress. What the kernels lack is mended in {@code kernel}.
 */
package io.github.gradcheck.notebook;
