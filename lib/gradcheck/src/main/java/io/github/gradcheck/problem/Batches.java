package io.github.gradcheck.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Gathers the points that several threads ask for until each of them waits for one, and has them evaluated together.
 *
 * <p>Which points a thread asks for depends on its own values alone, so that who waits for whom changes no value.
 */
public final class Batches {
    private final PointEvaluator evaluator;
    private List<Point> waiting = new ArrayList<>();
    private int threads;

    Batches(PointEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    private static final class Point {
        private final double[] x;
        private double[] values;
        private RuntimeException failure;

        private Point(double[] x) {
            this.x = x;
        }
    }

    /** So many threads will ask from now on. */
    public synchronized void begin(int count) {
        threads = count;
    }

    /** One of them asks no more. */
    public synchronized void end() {
        threads--;
        notifyAll();
    }

    /** The values at a point, of which a copy is made; waits for the other threads. */
    synchronized double[] values(double[] x) {
        Point own = new Point(x.clone());
        waiting.add(own);
        while (own.values == null && own.failure == null) {
            if (waiting.size() >= threads) {
                evaluate();
            } else {
                await(own);
            }
        }
        if (own.failure != null) {
            throw own.failure;
        }
        return own.values;
    }

    private void await(Point own) {
        try {
            wait();
        } catch (InterruptedException e) {
            waiting.remove(own);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while others were waited for");
        }
    }

    private void evaluate() {
        List<Point> all = waiting;
        waiting = new ArrayList<>();
        try {
            List<double[]> values = evaluator.values(all.stream().map(point -> point.x).toList());
            if (values == null || values.size() != all.size() || values.contains(null)) {
                throw new IllegalStateException("asked for the values at " + all.size() + " points it gave "
                        + (values == null ? "null" : values.size() != all.size() ? "those at " + values.size() : "null for one"));
            }
            for (int k = 0; k < all.size(); k++) {
                all.get(k).values = values.get(k);
            }
        } catch (CancellationException e) {
            all.forEach(point -> point.failure = e);
        } catch (RuntimeException e) {
            all.forEach(point -> point.failure = new EvaluatorException("the evaluator failed: " + e.getMessage(), e));
        } finally {
            notifyAll();
        }
    }
}
