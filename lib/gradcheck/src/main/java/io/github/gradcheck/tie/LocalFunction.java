package io.github.gradcheck.tie;

import java.util.List;

/**
 * The function near x in scaled coordinates: z ↦ f(x + Σ zᵢ·unitᵢ·eᵢ).
 *
 * @param f the function
 * @param coordinates which entries move
 * @param units how far, each for z = 1
 */
record LocalFunction(Evaluator f, List<Coordinate> coordinates, double[] units) {
    int size() {
        return units.length;
    }

    /** All outputs; NaN where f is not defined. */
    double[] at(double[] z) {
        double[] moved = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            moved[k] = value(k, z[k]);
        }
        double[] values = f.at(coordinates, moved);
        for (int r = 0; r < values.length; r++) {
            values[r] = Double.isInfinite(values[r]) ? Double.NaN : values[r];
        }
        return values;
    }

    private double value(int k, double z) {
        return coordinates.get(k).point() + units[k] * z;
    }

    /** The distance from z − h to z + h that the floats really have, in units of coordinate k. */
    double width(int k, double z, double h) {
        return value(k, z + h) / units[k] - value(k, z - h) / units[k];
    }
}
