package io.github.gradcheck.problem;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;

/**
 * A Jacobian that is given as a whole, as a vector-Jacobian product: Σₖ uₖ·Jₖᵢ. It is computed anew for each point, for the first of the unit
 * vectors and for what is none; its further rows are those of the same one.
 */
final class GivenJacobian implements BinaryOperator<double[]> {
    /** What holds for every such Jacobian by itself. */
    @FunctionalInterface
    interface Law {
        /** What is wrong with one at x, whatever f is and whatever it says of fixed entries; empty if nothing. */
        Optional<Contradiction> broken(double[] x, double[][] rows, IntPredicate isFixed);
    }

    /** The rows for one point. */
    @FunctionalInterface
    interface Rows {
        /** Of so many values of f. */
        double[][] at(double[] x, int values);
    }

    private final Rows jacobian;
    private final String name;
    private final Law law;
    private final ReturnedArrays returned = new ReturnedArrays("matrix");
    private double[] at;
    private double[][] rows;

    /**
     * Nothing is computed yet.
     *
     * @param name what it is called in a sentence, such as "the Jacobian"
     * @param law what holds for it by itself
     */
    GivenJacobian(Rows jacobian, String name, Law law) {
        this.jacobian = jacobian;
        this.name = name;
        this.law = law;
    }

    @Override
    public double[] apply(double[] x, double[] upstream) {
        if (rows == null || !isFurtherRow(upstream) || !Arrays.equals(x, at)) {
            at = x.clone();
            rows = copied(returned.seen(jacobian.at(x, upstream.length), x), at.length, upstream.length);
        }
        double[] product = new double[at.length];
        for (int k = 0; k < rows.length; k++) {
            for (int i = 0; upstream[k] != 0 && i < product.length; i++) {
                product[i] += upstream[k] * rows[k][i];
            }
        }
        return product;
    }

    private static boolean isFurtherRow(double[] upstream) {
        return upstream[0] == 0 && Arrays.stream(upstream).filter(u -> u != 0).count() == 1;
    }

    private double[][] copied(double[][] given, int entries, int values) {
        if (given == null) {
            throw new IllegalArgumentException(name + " is null");
        }
        if (given.length != values) {
            boolean turned = given.length == entries && Arrays.stream(given).allMatch(row -> row != null && row.length == values);
            throw new IllegalArgumentException(name + " has " + rows(given.length) + ", one for each value of f is needed: " + values
                    + (turned ? "; it looks transposed, for each row has " + values : ""));
        }
        double[][] copy = new double[values][];
        for (int k = 0; k < values; k++) {
            if (given[k] == null || given[k].length != entries) {
                throw new IllegalArgumentException("row " + k + " of " + name + (given[k] == null ? " is null" : " has length " + given[k].length) + ", x has length " + entries);
            }
            copy[k] = given[k].clone();
        }
        return copy;
    }

    private static String rows(int count) {
        return count + (count == 1 ? " row" : " rows");
    }

    /** What may surprise who keeps one. */
    Optional<String> remark() {
        return returned.remark();
    }

    /** What is wrong with the last one, whatever f is. */
    Optional<Contradiction> contradiction(IntPredicate isFixed) {
        return rows == null ? Optional.empty() : law.broken(at, rows, isFixed);
    }
}
