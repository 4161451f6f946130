package io.github.gradcheck.problem;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;

/** What holds for Hessians and for forward derivatives by themselves, without a value of f. */
final class MatrixLaws {
    /** Both are computed in floating point, perhaps in float32, and in another way. */
    private static final double ROUNDING = 1e-5;
    /** Where all terms cancel, of the largest of them. */
    private static final double CANCELLED = 1e-12;

    private MatrixLaws() {
    }

    /** The first pair of entries on both sides of the diagonal that differ by more than rounding. */
    static Optional<Contradiction> symmetry(double[][] rows, IntPredicate isFixed, String name) {
        double least = CANCELLED * Arrays.stream(rows).flatMapToDouble(Arrays::stream).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                double above = rows[i][j];
                double below = rows[j][i];
                if (!isFixed.test(i) && !isFixed.test(j) && Math.abs(above - below) > Math.max(least, ROUNDING * Math.max(Math.abs(above), Math.abs(below)))) {
                    return Optional.of(new Contradiction(Contradiction.Law.SYMMETRY, name + " is not symmetric: H[" + i + ", " + j + "] is " + above
                            + " and H[" + j + ", " + i + "] is " + below));
                }
            }
        }
        return Optional.empty();
    }

    /** The products J·eᵢ along all unit vectors, as the columns of a matrix. */
    static GivenJacobian.Rows columns(BinaryOperator<double[]> product) {
        return (x, values) -> {
            double[][] rows = new double[0][];
            for (int i = 0; i < x.length; i++) {
                double[] unit = new double[x.length];
                unit[i] = 1;
                double[] column = product.apply(x, unit);
                if (column == null) {
                    throw new IllegalArgumentException("the product along entry " + i + " is null");
                }
                if (i == 0) {
                    rows = new double[column.length][x.length];
                }
                if (column.length != rows.length) {
                    throw new IllegalArgumentException("the product along entry " + i + " has length " + column.length + ", along entry 0 it has " + rows.length);
                }
                for (int k = 0; k < rows.length; k++) {
                    rows[k][i] = column[k];
                }
            }
            return rows;
        };
    }

    /** Whether the product along a random direction is the mixture of those along the unit vectors. */
    static Optional<Contradiction> linearity(BinaryOperator<double[]> product, double[] x, double[][] rows, IntPredicate isFixed) {
        SplittableRandom random = new SplittableRandom(0);
        double[] v = random.doubles(x.length, 0.5, 1.5).map(size -> random.nextBoolean() ? size : -size).toArray();
        Arrays.setAll(v, i -> isFixed.test(i) ? 0 : v[i]);
        double[] mixed = product.apply(x.clone(), v.clone());
        if (mixed == null || mixed.length != rows.length) {
            throw new IllegalArgumentException("the product along a mixed direction " + (mixed == null ? "is null" : "has length " + mixed.length)
                    + ", along single entries it has length " + rows.length);
        }
        double[] sums = new double[rows.length];
        double[] sizes = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            for (int i = 0; i < v.length; i++) {
                double term = v[i] == 0 ? 0 : v[i] * rows[k][i];
                sums[k] += term;
                sizes[k] += Math.abs(term);
            }
        }
        double least = CANCELLED * Arrays.stream(sizes).filter(Double::isFinite).max().orElse(0);
        for (int k = 0; k < sums.length; k++) {
            if (Double.isFinite(sums[k]) && !(Math.abs(mixed[k] - sums[k]) <= Math.max(least, ROUNDING * sizes[k]))) {
                return Optional.of(new Contradiction(Contradiction.Law.LINEARITY, "the product is not linear in its direction: along a mixed one its value " + k
                        + " is " + mixed[k] + ", and the mixture of those along single entries is " + sums[k]));
            }
        }
        return Optional.empty();
    }
}
