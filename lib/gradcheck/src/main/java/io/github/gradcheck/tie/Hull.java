package io.github.gradcheck.tie;

import java.util.ArrayList;
import java.util.List;

/**
 * The convex hull of a growing set of points, and its point nearest to a given one, by the method of Wolfe (Finding the nearest point in a
 * polytope, Mathematical Programming 11, 1976).
 *
 * <p>The nearest point is a mixture of few points whose weights are all positive, and the foot of the perpendicular to the plane through
 * them. One point after the other is let in, the one that lies farthest towards the given one; who would get a negative weight has to go.
 */
final class Hull {
    /** In units of the squared size of all points, some fifty roundings: what is nearer by less is not seen to be nearer. */
    private static final double NOTHING = 1e-14;
    /** A weight that rounding could have made. */
    private static final double NO_WEIGHT = 1e-12;
    /** The method ends after finitely many steps, few more than there are dimensions; rounding alone could make it circle. */
    private static final int MOST_STEPS = 1000;

    private final List<double[]> points = new ArrayList<>();

    void add(double[] point) {
        points.add(point.clone());
    }

    int size() {
        return points.size();
    }

    /** The point of the hull that is nearest to g. */
    double[] nearest(double[] g) {
        double size = points.stream().mapToDouble(point -> largest(minus(point, g))).max().orElseThrow();
        if (size == 0) {
            return g.clone();
        }
        List<double[]> apart = points.stream().map(point -> times(minus(point, g), 1 / size)).toList();
        double[] nearest = times(shortest(apart), size);
        for (int i = 0; i < g.length; i++) {
            nearest[i] += g[i];
        }
        return nearest;
    }

    /** The point of the hull of some points, none of them larger than 1 in any entry, that is nearest to 0. */
    private static double[] shortest(List<double[]> all) {
        List<double[]> members = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        members.add(all.stream().min((a, b) -> Double.compare(dot(a, a), dot(b, b))).orElseThrow());
        weights.add(1.0);
        double[] shortest = members.get(0);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] now = shortest;
            double[] farthest = all.stream().min((a, b) -> Double.compare(dot(now, a), dot(now, b))).orElseThrow();
            if (dot(now, now) - dot(now, farthest) <= NOTHING * now.length || members.contains(farthest)) {
                return shortest;
            }
            members.add(farthest);
            weights.add(0.0);
            shortest = reduce(members, weights);
        }
        return shortest;
    }

    /** Moves to the foot of the perpendicular from 0 to the plane through the members, as far as all weights stay positive. */
    private static double[] reduce(List<double[]> members, List<Double> weights) {
        for (double[] foot = foot(members); foot != null; foot = foot(members)) {
            double share = 1;
            for (int j = 0; j < foot.length; j++) {
                double falls = Math.max(weights.get(j) - foot[j], Double.MIN_NORMAL);
                share = foot[j] <= NO_WEIGHT ? Math.min(share, weights.get(j) / falls) : share;
            }
            for (int j = 0; j < foot.length; j++) {
                weights.set(j, (1 - share) * weights.get(j) + share * foot[j]);
            }
            if (share == 1) {
                return mixture(members, weights);
            }
            dropLightest(members, weights);
        }
        dropLightest(members, weights);
        return mixture(members, weights);
    }

    /** Those without a weight, or the lightest if that is not one of them. */
    private static void dropLightest(List<double[]> members, List<Double> weights) {
        int lightest = 0;
        for (int j = members.size() - 1; j >= 0; j--) {
            lightest = weights.get(j) < weights.get(lightest) ? j : lightest;
            if (weights.get(j) <= NO_WEIGHT && members.size() > 1) {
                members.remove(j);
                weights.remove(j);
                lightest = 0;
            }
        }
    }

    /** The weights of the members' shortest mixture: (1 + pᵢ·pⱼ) μ = 1, divided by Σμ; null where they are not independent. */
    private static double[] foot(List<double[]> members) {
        int n = members.size();
        double[][] system = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                system[i][j] = 1 + dot(members.get(i), members.get(j));
            }
            system[i][n] = 1;
        }
        double[] weights = solve(system);
        double sum = 0;
        for (int i = 0; weights != null && i < n; i++) {
            sum += weights[i];
        }
        return weights == null || !(Math.abs(sum) > 0) ? null : times(weights, 1 / sum);
    }

    /** By elimination with pivots from the diagonal, for the matrix is positive; null if it is singular to rounding. */
    private static double[] solve(double[][] system) {
        int n = system.length;
        for (int k = 0; k < n; k++) {
            if (!(system[k][k] > NOTHING)) {
                return null;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = system[i][k] / system[k][k];
                for (int j = k; j <= n; j++) {
                    system[i][j] -= factor * system[k][j];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = system[i][n];
            for (int j = i + 1; j < n; j++) {
                sum -= system[i][j] * solution[j];
            }
            solution[i] = sum / system[i][i];
        }
        return solution;
    }

    private static double[] mixture(List<double[]> members, List<Double> weights) {
        double[] mean = new double[members.get(0).length];
        double all = weights.stream().mapToDouble(Double::doubleValue).sum();
        for (int j = 0; j < members.size(); j++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights.get(j) / all * members.get(j)[i];
            }
        }
        return mean;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int i = 0; i < a.length; i++) {
            difference[i] -= b[i];
        }
        return difference;
    }

    static double[] times(double[] a, double factor) {
        double[] product = a.clone();
        for (int i = 0; i < a.length; i++) {
            product[i] *= factor;
        }
        return product;
    }

    private static double largest(double[] a) {
        double largest = 0;
        for (double entry : a) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }

    /** The Euclidean length, free of over- and underflow. */
    static double length(double[] a) {
        double size = largest(a);
        double[] shares = size == 0 ? a : times(a, 1 / size);
        return size * Math.sqrt(dot(shares, shares));
    }
}
