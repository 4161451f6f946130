package io.github.gradcheck.recipe;

import io.github.gradcheck.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;

/** What is known while a recipe is run, by name: data, parameters, and what its lines have computed so far. */
public final class Values {
    private final Map<String, NDArray> now = new HashMap<>();
    private final Values before;

    /** Nothing yet, and no pass before. */
    public Values() {
        this(null);
    }

    /** Nothing yet; {@code before} holds the values of the pass before, or is null in the first. */
    public Values(Values before) {
        this.before = before;
    }

    /** Adds one. */
    public Values put(String name, NDArray value) {
        now.put(name, value);
        return this;
    }

    /** Adds several. */
    public Values putAll(Map<String, NDArray> values) {
        now.putAll(values);
        return this;
    }

    /** Computes the lines one after the other. */
    public Values run(Iterable<Line> lines) {
        for (Line line : lines) {
            put(line.name(), line.formula().of(this));
        }
        return this;
    }

    /**
     * What the name stands for.
     *
     * @throws IllegalStateException if no line before this one computes it
     */
    public NDArray get(String name) {
        NDArray value = now.get(name);
        if (value == null) {
            throw new IllegalStateException("no line before this one computes " + name + ", only " + now.keySet());
        }
        return value;
    }

    /** What the name stood for in the pass before; what it stands for now, in the first. */
    public NDArray stale(String name) {
        return before == null ? get(name) : before.get(name);
    }

    /** A fresh value added to what the name stood for in the pass before; the fresh one alone, in the first. */
    public NDArray accumulated(String name, NDArray fresh) {
        return before == null ? fresh : before.get(name).add(fresh);
    }

    /** Forgets the pass before, which would otherwise hold on to all passes. */
    public Values alone() {
        return new Values().putAll(now);
    }
}
