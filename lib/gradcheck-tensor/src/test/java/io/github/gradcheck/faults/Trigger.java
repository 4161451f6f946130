package io.github.gradcheck.faults;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the evaluations of a check, which is made and run on the same thread, and lets one of them go wrong. */
final class Trigger {
    static final RuntimeException PLANTED = new IllegalStateException("planted");

    private static final ExecutorService WAKER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "waker");
        thread.setDaemon(true);
        return thread;
    });

    private final Fault fault;
    private final int k;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean hasStruck;

    Trigger(Fault fault, int k) {
        this.fault = fault;
        this.k = k;
    }

    /** All evaluations go well. */
    static Trigger none() {
        return new Trigger(null, -1);
    }

    int calls() {
        return calls.get();
    }

    boolean hasStruck() {
        return hasStruck;
    }

    /** What an evaluation returns that has computed one value; its shape cannot change. */
    double pass(double value, Runnable changeInput) {
        return fault == Fault.CHANGES_SHAPE && calls.incrementAndGet() > 0 ? value : pass(new double[] {value}, changeInput)[0];
    }

    /** What an evaluation returns that has computed these values. */
    double[] pass(double[] values, Runnable changeInput) {
        if (calls.incrementAndGet() != k) {
            return values;
        }
        hasStruck = true;
        return switch (fault) {
            case THROWS -> throw PLANTED;
            case NOT_A_NUMBER -> nan(values.length);
            case CHANGES_SHAPE -> Arrays.copyOf(values, values.length + 1);
            case CHANGES_INPUT -> after(changeInput, values);
            case INTERRUPTED -> after(caller::interrupt, values);
            case BLOCKS -> after(this::block, values);
        };
    }

    private static double[] nan(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static double[] after(Runnable event, double[] values) {
        event.run();
        return values;
    }

    /** Waits for good, until somebody interrupts the caller of the check. */
    private void block() {
        WAKER.execute(caller::interrupt);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
