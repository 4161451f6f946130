package io.github.gradcheck.execution;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;

/** Thrown where another thread is checking an array that this one was to check. */
public final class ArrayLockedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ArrayLockedException(String name, NDArray array, Thread other) {
        super(name + " of shape " + Shape.tuple(array.shape()) + " is being checked at this moment by the thread " + other.getName()
                + ": run one check after the other, or give each a copy of the model");
    }
}
