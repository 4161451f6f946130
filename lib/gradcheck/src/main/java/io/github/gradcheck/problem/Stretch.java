package io.github.gradcheck.problem;

import io.github.gradcheck.ndarray.Shape;
import java.util.Arrays;
import java.util.Objects;

/** A name and a shape for consecutive entries of a flat array, row-major. */
public final class Stretch {
    private final String name;
    private final int[] shape;
    private final int size;

    /**
     * A stretch of as many entries as the product of its extents.
     *
     * @param name what reports call it
     * @param shape its extents; none for a single number
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if the name is blank, an extent is not positive, or no array is that long
     */
    public Stretch(String name, int... shape) {
        this.name = Objects.requireNonNull(name, "name");
        this.shape = Objects.requireNonNull(shape, "shape").clone();
        if (name.isBlank()) {
            throw new IllegalArgumentException("a stretch of x needs a name that is not blank: \"" + name + "\"");
        }
        long entries = 1;
        for (int extent : shape) {
            if (extent < 1) {
                throw new IllegalArgumentException("the extents of " + name + " must be positive: " + Arrays.toString(shape));
            }
            entries *= extent;
            if (entries > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(name + " has more entries than an array can have: its shape is " + Shape.tuple(shape));
            }
        }
        this.size = (int) entries;
    }

    /** What reports call it. */
    public String name() {
        return name;
    }

    /** Its extents. */
    public int[] shape() {
        return shape.clone();
    }

    /** The number of entries. */
    public int size() {
        return size;
    }

    /** Name and shape, such as "W[20, 4]". */
    @Override
    public String toString() {
        return name + Shape.subscript(shape);
    }
}
