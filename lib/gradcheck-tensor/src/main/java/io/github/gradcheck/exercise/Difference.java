package io.github.gradcheck.exercise;

import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.ndarray.NDArray;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What the difference between a gradient and the measured one has in common all along an axis: a term that is constant there, or one that adds up to 0. */
final class Difference {
    /** Of the largest difference; measured gradients are good to some 1e-9 of theirs. */
    private static final double CLOSE = 1e-5;

    private final NDArray difference;
    private final double largest;

    private Difference(NDArray difference) {
        this.difference = difference;
        this.largest = largest(difference);
    }

    /** A sentence about the last axis of which one can be said; nothing where an entry could not be measured, or there is no pattern. */
    static Optional<String> of(ParameterReport parameter) {
        Difference between = new Difference(parameter.analytic().subtract(parameter.numeric()));
        return Double.isFinite(between.largest) && between.largest > 0 ? between.sentence(axes(parameter)) : Optional.empty();
    }

    /** How many axes the parameter itself has: the arrays of a function with several outputs have one more, the first. */
    private static int axes(ParameterReport parameter) {
        return (int) Pattern.compile("\\d+").matcher(parameter.doubtful().get(0).index()).results().count();
    }

    private Optional<String> sentence(int axes) {
        int first = difference.shape().length - axes;
        return IntStream.iterate(difference.shape().length - 1, axis -> axis >= first, axis -> axis - 1).filter(axis -> difference.shape()[axis] > 1)
                .mapToObj(axis -> along(axis, axis - first)).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> along(int axis, int named) {
        NDArray mean = difference.sum(axis, true).divide(difference.shape()[axis]);
        if (vanishes(difference.subtract(mean))) {
            return Optional.of("the error is the same all along axis " + named + ": a sum or mean over that axis is missing, or one too many");
        }
        if (vanishes(mean)) {
            return Optional.of("the error adds up to 0 along axis " + named + ": sums over that axis come out right, so look at the terms or factors "
                    + "that differ from entry to entry");
        }
        return Optional.empty();
    }

    private static double largest(NDArray array) {
        return Arrays.stream(array.toArray()).map(Math::abs).max().orElse(0);
    }

    private boolean vanishes(NDArray array) {
        return largest(array) <= CLOSE * largest;
    }
}
