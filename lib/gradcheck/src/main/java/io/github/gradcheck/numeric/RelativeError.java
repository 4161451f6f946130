package io.github.gradcheck.numeric;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.Arrays;

/**
 * How far two gradients are apart, relative to their size: |a − n| / max(1e-8, |a| + |n|).
 *
 * <p>0 for equal entries and 1 for entries of opposite sign; a stray factor 2 gives 1/3. Entries whose sizes add up to less
 * than 1e-8 are compared absolutely, in units of 1e-8. The measure is that of Stanford's course CS231n.
 */
public final class RelativeError {
    /** Below this size two entries count as zero both: CS231n's choice. */
    private static final double SMALLEST_SIZE = 1e-8;

    private RelativeError() {
    }

    /** The relative error of one entry; NaN if either is NaN. */
    public static double of(double numerical, double analytic) {
        return Math.abs(analytic - numerical) / Math.max(SMALLEST_SIZE, Math.abs(numerical) + Math.abs(analytic));
    }

    /** The relative error of every entry. */
    public static NDArray of(NDArray numerical, NDArray analytic) {
        requireSameShape(numerical, analytic);
        NDArray errors = NDArray.zeros(numerical.shape());
        for (int i = 0; i < errors.size(); i++) {
            errors.setFlat(i, of(numerical.getFlat(i), analytic.getFlat(i)));
        }
        return errors;
    }

    /**
     * The largest relative error of any entry; NaN if any is NaN, so that {@code max(…) <= tolerance} is then false.
     *
     * @throws IllegalArgumentException if the shapes differ or there is no entry
     */
    public static double max(NDArray numerical, NDArray analytic) {
        requireSameShape(numerical, analytic);
        if (numerical.size() == 0) {
            throw new IllegalArgumentException("numerical has no entry to compare: its shape is " + Shape.tuple(numerical.shape()));
        }
        double worst = 0;
        for (int i = 0; i < numerical.size(); i++) {
            worst = Math.max(worst, of(numerical.getFlat(i), analytic.getFlat(i)));
        }
        return worst;
    }

    private static void requireSameShape(NDArray numerical, NDArray analytic) {
        if (!Arrays.equals(numerical.shape(), analytic.shape())) {
            throw new IllegalArgumentException("numerical has shape " + Shape.tuple(numerical.shape())
                    + ", analytic has shape " + Shape.tuple(analytic.shape()));
        }
    }
}
