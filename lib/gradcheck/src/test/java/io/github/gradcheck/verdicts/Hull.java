package io.github.gradcheck.verdicts;

import java.util.stream.IntStream;

/** The convex hull of a few gradients, each as an array. */
record Hull(double[]... points) {
    /**
     * How far g lies from the hull: 0 inside. The nearest point lies within a simplex of some of the gradients (Carathéodory), and is there
     * the foot of the perpendicular to the plane through them: all subsets are tried.
     */
    double distance(double[] g) {
        double least = Double.POSITIVE_INFINITY;
        for (int subset = 1; subset < 1 << points.length; subset++) {
            double[] shares = foot(g, subset);
            boolean inside = true;
            double[] apart = g.clone();
            for (int j = 0; j < points.length; j++) {
                inside &= shares[j] >= 0;
                for (int i = 0; i < apart.length; i++) {
                    apart[i] -= shares[j] * points[j][i];
                }
            }
            least = inside ? Math.min(least, Case.norm(apart)) : least;
        }
        return least;
    }

    /** The shares of the gradients of a subset in the foot of the perpendicular from g; NaN or wild where they are not independent. */
    private double[] foot(double[] g, int subset) {
        int[] members = IntStream.range(0, points.length).filter(j -> (subset >> j & 1) == 1).toArray();
        int n = members.length - 1;
        double[] first = points[members[0]];
        double[] products = new double[n * n];
        double[] sides = new double[n];
        for (int i = 0; i < n; i++) {
            double[] edge = difference(points[members[i + 1]], first);
            sides[i] = Case.dot(edge, difference(g, first));
            for (int j = 0; j < n; j++) {
                products[i * n + j] = Case.dot(edge, difference(points[members[j + 1]], first));
            }
        }
        double[] solution = Functions.solve(products, sides);
        double[] shares = new double[points.length];
        shares[members[0]] = 1 - Case.sum(solution);
        for (int i = 0; i < n; i++) {
            shares[members[i + 1]] = solution[i];
        }
        return shares;
    }

    /** The mean with these weights, which need not sum to one. */
    double[] mean(double... weights) {
        double[] mean = new double[points[0].length];
        double all = Case.sum(weights);
        for (int j = 0; j < points.length; j++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[j] / all * points[j][i];
            }
        }
        return mean;
    }

    /** From a point inside, the point on the ray through it that lies so far outside. */
    double[] outside(double[] inside, double[] ray, double far) {
        double near = 0;
        double wide = far;
        while (distance(along(inside, ray, wide)) < far) {
            near = wide;
            wide *= 2;
        }
        for (int halving = 0; halving < 60; halving++) {
            double middle = (near + wide) / 2;
            boolean isTooNear = distance(along(inside, ray, middle)) < far;
            near = isTooNear ? middle : near;
            wide = isTooNear ? wide : middle;
        }
        return along(inside, ray, wide);
    }

    private static double[] along(double[] from, double[] ray, double t) {
        double[] result = from.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += t * ray[i];
        }
        return result;
    }

    private static double[] difference(double[] a, double[] b) {
        return along(a, b, -1);
    }
}
