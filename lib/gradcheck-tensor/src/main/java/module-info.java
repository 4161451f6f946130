/**
 * Tensors with a backward pass, networks of them, and bugs planted by name; matrix products by a BLAS, and the random streams of NumPy and PyTorch.
 *
 * <p>Start at {@link io.github.gradcheck.autograd.Gradcheck} for a backward pass, at {@link io.github.gradcheck.gallery.Gallery} for bugs to find.
 */
module io.github.gradcheck.tensor {
    requires transitive io.github.gradcheck;
    requires dev.ludovic.netlib.blas;
    requires hipparchus.core;
    requires java.logging;

    exports io.github.gradcheck.recipe;
    exports io.github.gradcheck.nets;
    exports io.github.gradcheck.autograd;
    exports io.github.gradcheck.autograd.testing;
    exports io.github.gradcheck.nn;
    exports io.github.gradcheck.gallery;
    exports io.github.gradcheck.gallery.models;
    exports io.github.gradcheck.exercise;

    provides io.github.gradcheck.ndarray.spi.MatrixProduct with io.github.gradcheck.backend.Blas;
    provides io.github.gradcheck.ndarray.spi.MersenneTwister with io.github.gradcheck.backend.HipparchusTwister;
}
