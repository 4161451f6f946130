package io.github.gradcheck.probe;

import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The probe of a check: records the values that a function has at a point, moves them in later evaluations, and records what backward shows. */
final class Tape implements Probe {
    /** What is done with a copy of the next value. */
    private interface Visit {
        void at(int k, NDArray copy);
    }

    /** The values in the order of the function. */
    final List<NDArray> values = new ArrayList<>();
    /** What the code calls them. */
    final List<String> names = new ArrayList<>();
    private final List<Runnable> restoring = new ArrayList<>();
    private Map<String, List<NDArray>> notes = new LinkedHashMap<>();
    /** Null while backward runs: what it evaluates once more is left alone. */
    private Visit visit;
    private int next;

    /** Evaluates f, and keeps all values. */
    double record(ToDoubleFunction<Probe> f) {
        return run(f, (k, value) -> values.add(value.copy()));
    }

    /** Evaluates f with those entries changed that differ from what was recorded, by as much. */
    double moved(ToDoubleFunction<Probe> f, double[][] wanted) {
        return run(f, (k, value) -> {
            for (int i = 0; i < wanted[k].length; i++) {
                double recorded = values.get(k).getFlat(i);
                double computed = value.getFlat(i);
                if (Double.compare(wanted[k][i], recorded) != 0) {
                    value.setFlat(i, computed == recorded ? wanted[k][i] : computed + (wanted[k][i] - recorded));
                }
            }
        });
    }

    /**
     * Evaluates f with every value put where it is wanted.
     *
     * @param changed where those are added that came out otherwise than recorded
     */
    double held(ToDoubleFunction<Probe> f, double[][] wanted, BitSet changed) {
        return run(f, (k, value) -> {
            if (!Arrays.equals(value.toArray(), values.get(k).toArray())) {
                changed.set(k);
            }
            for (int i = 0; i < wanted[k].length; i++) {
                value.setFlat(i, wanted[k][i]);
            }
        });
    }

    private double run(ToDoubleFunction<Probe> f, Visit each) {
        visit = each;
        next = 0;
        try {
            return f.applyAsDouble(this);
        } finally {
            visit = null;
            for (int i = restoring.size() - 1; i >= 0; i--) {
                restoring.get(i).run();
            }
            restoring.clear();
        }
    }

    /** What backward shows while it runs, by name. */
    Map<String, List<NDArray>> notes(Runnable backward) {
        notes = new LinkedHashMap<>();
        backward.run();
        return notes;
    }

    /** Whether the value is another one now; {@code value} is a copy, and holds it. */
    private boolean visited(String name, NDArray value) {
        if (visit == null) {
            return false;
        }
        int k = next++;
        if (k >= names.size() && values.size() == k) {
            names.add(name);
        } else if (k >= names.size() || !names.get(k).equals(name) || !Arrays.equals(values.get(k).shape(), value.shape())) {
            throw new IllegalStateException("beside the point f shows other values to its probe: " + name + Shape.subscript(value.shape()));
        }
        double[] before = value.toArray();
        visit.at(k, value);
        return !Arrays.equals(before, value.toArray());
    }

    private static NDArray copy(String name, double[] array) {
        return NDArray.of(Objects.requireNonNull(array, name), array.length);
    }

    @Override
    public double[] value(String name, double[] h) {
        NDArray value = copy(name, h);
        double[] before = h.clone();
        if (visited(name, value)) {
            restoring.add(() -> System.arraycopy(before, 0, h, 0, h.length));
            System.arraycopy(value.toArray(), 0, h, 0, h.length);
        }
        return h;
    }

    @Override
    public double[][] value(String name, double[][] h) {
        NDArray value = NDArray.of(Objects.requireNonNull(h, name));
        NDArray before = value.copy();
        if (visited(name, value)) {
            restoring.add(() -> write(before, h));
            write(value, h);
        }
        return h;
    }

    private static void write(NDArray value, double[][] rows) {
        double[] entries = value.toArray();
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(entries, r * rows[0].length, rows[r], 0, rows[0].length);
        }
    }

    @Override
    public NDArray value(String name, NDArray h) {
        NDArray value = Objects.requireNonNull(h, name).astype(DType.FLOAT64).copy();
        NDArray before = h.copy();
        if (visited(name, value)) {
            restoring.add(() -> h.assign(before));
            h.assign(value);
        }
        return h;
    }

    @Override
    public double value(String name, double h) {
        NDArray value = NDArray.scalar(h);
        visited(name, value);
        return value.item();
    }

    @Override
    public void gradient(String name, double[] gradient) {
        gradient(name, copy(name, gradient));
    }

    @Override
    public void gradient(String name, double[][] gradient) {
        gradient(name, NDArray.of(Objects.requireNonNull(gradient, name)));
    }

    @Override
    public void gradient(String name, NDArray gradient) {
        notes.computeIfAbsent(name, any -> new ArrayList<>()).add(Objects.requireNonNull(gradient, name).copy());
    }

    @Override
    public void gradient(String name, double gradient) {
        gradient(name, NDArray.scalar(gradient));
    }
}
