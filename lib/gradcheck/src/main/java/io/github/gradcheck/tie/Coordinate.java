package io.github.gradcheck.tie;

import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.problem.Block;

/**
 * One entry of one parameter, as a coordinate of the domain of f.
 *
 * @param b the number of the parameter
 * @param block the parameter
 * @param i the entry
 */
public record Coordinate(int b, Block block, int i) {
    /** The entry at the point that is checked. */
    public double point() {
        return block.point(i);
    }

    /** The size of the entry: the unit that steps are measured in. */
    double scale() {
        return block.scale(i);
    }

    /** How far apart the values are that the entry can have. */
    double spacing() {
        boolean isSingle = block.array().filter(array -> array.dtype() == DType.FLOAT32).isPresent();
        return isSingle ? Math.ulp((float) point()) : Math.ulp(point());
    }
}
