package io.github.gradcheck.problem;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Arrays;

/** Where the entries of a parameter stand: in an array of this library, or else in a plain one from some entry on. */
final class Storage {
    private final NDArray array;
    private final double[] plain;
    private final int from;

    private Storage(NDArray array, double[] plain, int from) {
        this.array = array;
        this.plain = plain;
        this.from = from;
    }

    static Storage of(NDArray array) {
        return new Storage(array, null, 0);
    }

    static Storage of(double[] plain, int from) {
        return new Storage(null, plain, from);
    }

    double read(int i) {
        return plain == null ? array.getFlat(i) : plain[from + i];
    }

    void write(int i, double value) {
        if (plain == null) {
            array.setFlat(i, value);
        } else {
            plain[from + i] = value;
        }
    }

    /** Writes {@code count} entries from the i-th on, which stand in {@code values} from {@code first} on. */
    void write(double[] values, int first, int i, int count) {
        if (plain == null) {
            array.assign(values, first, i, count);
        } else {
            System.arraycopy(values, first, plain, from + i, count);
        }
    }

    /** The first entry that differs from the finite value in its place by a bit, or -1. */
    int mismatch(double[] values) {
        return plain == null ? array.mismatch(values) : Arrays.mismatch(plain, from, from + values.length, values, 0, values.length);
    }
}
