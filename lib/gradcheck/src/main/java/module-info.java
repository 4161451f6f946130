/**
 * Tells whether a gradient is right, where it is wrong and why.
 *
 * <p>Start at {@link io.github.gradcheck.check.GradientCheck} for any function of arrays, at {@link io.github.gradcheck.autograd.Gradcheck}
 * for a backward pass written for tensors. XChart and Tablesaw are needed by the packages below {@code notebook} alone: whoever uses
 * them on the module path adds the two, and reads them.
 *
 * <p>The packages {@code execution} and {@code examination} are not for callers. Those of {@code relation}, {@code problem} and
 * {@code direction} are seldom called, but reports are made of their records.
 */
module io.github.gradcheck {
    requires dev.ludovic.netlib.blas;
    requires hipparchus.core;
    requires java.logging;

    requires static java.desktop;
    requires static jdk.jshell;
    requires static me.tongfei.progressbar;
    requires static tablesaw.core;
    requires static xchart;

    exports io.github.gradcheck.ndarray;
    exports io.github.gradcheck.numeric;
    exports io.github.gradcheck.relation;
    exports io.github.gradcheck.problem;
    exports io.github.gradcheck.direction;
    exports io.github.gradcheck.check;
    exports io.github.gradcheck.nets;
    exports io.github.gradcheck.autograd;
    exports io.github.gradcheck.testing;
    exports io.github.gradcheck.nn;
    exports io.github.gradcheck.gallery;
    exports io.github.gradcheck.gallery.trainable;
    exports io.github.gradcheck.exercise;
    exports io.github.gradcheck.notebook;
    exports io.github.gradcheck.notebook.chart;
}
