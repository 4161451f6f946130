/**
 * Tells whether a gradient is right, where it is wrong and why: of any function of arrays, and of named parameters. Depends on nothing.
 *
 * <p>Start at {@link io.github.gradcheck.check.GradientCheck}. Those of the packages {@code relation}, {@code problem} and {@code direction} are
 * seldom called, but reports are made of their records.
 *
 * <p>With the module {@code io.github.gradcheck.tensor} matrix products run on a BLAS, and there are random streams; with
 * {@code io.github.gradcheck.notebook} long checks show in a terminal how far they have come.
 */
@SuppressWarnings("module") // The modules that packages are exported to are compiled after this one.
module io.github.gradcheck {
    exports io.github.gradcheck.ndarray;
    exports io.github.gradcheck.numeric;
    exports io.github.gradcheck.relation;
    exports io.github.gradcheck.problem;
    exports io.github.gradcheck.probe;
    exports io.github.gradcheck.direction;
    exports io.github.gradcheck.check;
    exports io.github.gradcheck.testing;

    exports io.github.gradcheck.ndarray.spi to io.github.gradcheck.tensor;
    exports io.github.gradcheck.execution to io.github.gradcheck.tensor, io.github.gradcheck.notebook;
    exports io.github.gradcheck.examination to io.github.gradcheck.tensor;

    uses io.github.gradcheck.ndarray.spi.MatrixProduct;
    uses io.github.gradcheck.ndarray.spi.MersenneTwister;
    uses io.github.gradcheck.execution.Progress.Display;
}
