package io.github.gradcheck.gallery.trainable;

import io.github.gradcheck.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;

/** What is known while a model is run, by name: its data, its parameters, and what its lines have computed so far. */
final class Values {
    private final Map<String, NDArray> now = new HashMap<>();
    private final Values before;

    /** Nothing yet; {@code before} holds the values of the pass before, or is null in the first. */
    Values(Values before) {
        this.before = before;
    }

    void put(String name, NDArray value) {
        now.put(name, value);
    }

    void putAll(Map<String, NDArray> values) {
        now.putAll(values);
    }

    /** Computes the lines one after the other. */
    Values run(Iterable<Line> lines) {
        for (Line line : lines) {
            put(line.name(), line.formula().of(this));
        }
        return this;
    }

    NDArray get(String name) {
        NDArray value = now.get(name);
        if (value == null) {
            throw new IllegalStateException("no line before this one computes " + name + ", only " + now.keySet());
        }
        return value;
    }

    /** What the name stood for in the pass before; what it stands for now, in the first. */
    NDArray stale(String name) {
        return before == null ? get(name) : before.get(name);
    }

    /** A fresh value added to what the name stood for in the pass before; the fresh one alone, in the first. */
    NDArray accumulated(String name, NDArray fresh) {
        return before == null ? fresh : before.get(name).add(fresh);
    }

    /** Forgets the pass before, which would otherwise hold on to all passes. */
    Values alone() {
        Values copy = new Values(null);
        copy.putAll(now);
        return copy;
    }
}
