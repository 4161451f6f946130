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

    /** Of the sum of all terms: 2¹³ roundings of a double, where a sum of n terms has up to n. */
    private static final double ROUNDING_OF_DOUBLES = 0x1p-40;

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

    /**
     * Whether forward and reverse mode belong to one matrix: u·(J·v) = (Jᵀ·u)·v for random u and v, up to rounding. Where they do not, the first entry of
     * x with another column is named.
     */
    static Optional<Contradiction> duality(BinaryOperator<double[]> jvp, BinaryOperator<double[]> vjp, double[] x, int values, IntPredicate isFixed) {
        SplittableRandom random = new SplittableRandom(0);
        double[] u = signed(values, random);
        double[] v = signed(x.length, random);
        Arrays.setAll(v, i -> isFixed.test(i) ? 0 : v[i]);
        double[] reverse = vjp.apply(x.clone(), u.clone()).clone();
        double[] forward = requireValues(jvp.apply(x.clone(), v.clone()), values);
        if (isSame(dot(u, forward), dot(reverse, v), u, forward, reverse, v)) {
            return Optional.empty();
        }
        String where = "";
        for (int i = 0; i < v.length && where.isEmpty(); i++) {
            double[] unit = new double[v.length];
            unit[i] = isFixed.test(i) ? 0 : 1;
            double[] column = requireValues(jvp.apply(x.clone(), unit.clone()), values);
            where = isSame(dot(u, column), dot(reverse, unit), u, column, reverse, unit) ? "" : "; the first entry in which they differ is x[" + i + "]";
        }
        return Optional.of(new Contradiction(Contradiction.Law.DUALITY, "forward and reverse mode belong to different matrices: u·(J·v) is " + dot(u, forward)
                + " and (Jᵀ·u)·v is " + dot(reverse, v) + where));
    }

    private static double[] signed(int size, SplittableRandom random) {
        return random.doubles(size, 0.5, 1.5).map(value -> random.nextBoolean() ? value : -value).toArray();
    }

    private static double[] requireValues(double[] product, int values) {
        if (product == null || product.length != values) {
            throw new IllegalArgumentException("the product J·v " + (product == null ? "is null" : "has length " + product.length) + ", f has " + values + (values == 1 ? " value" : " values"));
        }
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Up to the rounding of the products: of doubles, or of floats if all of them are. */
    private static boolean isSame(double one, double other, double[] u, double[] forward, double[] reverse, double[] v) {
        double size = 0;
        for (int k = 0; k < u.length; k++) {
            size += Math.abs(u[k] * forward[k]);
        }
        for (int i = 0; i < v.length; i++) {
            size += Math.abs(reverse[i] * v[i]);
        }
        boolean areFloats = Arrays.stream(forward).allMatch(value -> value == (float) value) || Arrays.stream(reverse).allMatch(value -> value == (float) value);
        return Math.abs(one - other) <= (areFloats ? ROUNDING : ROUNDING_OF_DOUBLES) * size;
    }

    /** Whether the product along a random direction is the mixture of those along the unit vectors. */
    static Optional<Contradiction> linearity(BinaryOperator<double[]> product, double[] x, double[][] rows, IntPredicate isFixed) {
        SplittableRandom random = new SplittableRandom(0);
        double[] v = signed(x.length, random);
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
