/** The pictures and tables of errors that a notebook shows, and what they have in common. */
package io.github.gradcheck.notebook.chart;
