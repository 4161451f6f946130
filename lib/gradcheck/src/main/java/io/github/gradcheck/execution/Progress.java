package io.github.gradcheck.execution;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The progress of a long loop, displayed after half a second; a quick one displays nothing at all.
 *
 * <p>It is shown in a terminal, and in a notebook once its support is installed. The loop only counts; a thread of its own draws.
 */
public final class Progress implements AutoCloseable {
    /** Where progress is shown; the one for terminals is found by {@link java.util.ServiceLoader}. */
    public interface Display extends AutoCloseable {
        /**
         * Draws, or draws anew.
         *
         * @param done how many steps are done
         * @param total how many there are in all
         * @param seconds since the beginning
         */
        void show(String task, long done, long total, double seconds);

        /** Ends the drawing. */
        @Override
        void close();
    }

    /** Counts nothing and shows nothing. */
    public static final Progress NONE = new Progress("", 0, Optional.empty());

    private static final long QUICK_MILLIS = 500;
    private static final long REDRAW_MILLIS = 200;
    private static volatile Supplier<Optional<Display>> displays = TerminalDisplay::display;

    private final String task;
    private final long total;
    private final Optional<Display> display;
    private final LongAdder done = new LongAdder();
    private final long begun = System.nanoTime();
    private final Thread drawing;
    private volatile boolean ended;

    private Progress(String task, long total, Optional<Display> display) {
        this.task = task;
        this.total = total;
        this.display = display;
        this.drawing = new Thread(this::draw, "gradcheck-progress");
        if (display.isPresent()) {
            drawing.setDaemon(true);
            drawing.start();
        }
    }

    /** Watches a loop of so many steps. */
    public static Progress watch(String task, long total) {
        return new Progress(task, total, displays.get());
    }

    /** Shows progress somewhere else from now on. */
    public static void showIn(Supplier<Optional<Display>> where) {
        displays = where;
    }

    /** One step is done; any thread may say so. */
    public void step() {
        if (display.isPresent()) {
            done.increment();
        }
    }

    private void draw() {
        try {
            Thread.sleep(QUICK_MILLIS);
            while (!ended) {
                show();
                Thread.sleep(REDRAW_MILLIS);
            }
        } catch (InterruptedException e) {
            // The loop has ended.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        display.orElseThrow().show(task, done.sum(), total, seconds);
    }

    /** Between two drawings: a display that is interrupted in the middle of one may fail. */
    private synchronized void endDrawing() {
        drawing.interrupt();
    }

    /** The loop has ended: the drawing stands as it was, at its last state. */
    @Override
    public void close() {
        if (display.isEmpty() || ended) {
            return;
        }
        ended = true;
        endDrawing();
        boolean interrupted = Thread.interrupted();
        if ((System.nanoTime() - begun) / 1_000_000 >= QUICK_MILLIS) {
            show();
            display.get().close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
