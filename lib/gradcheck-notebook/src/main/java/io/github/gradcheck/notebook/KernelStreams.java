package io.github.gradcheck.notebook;

import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Leads what cells print to standard output and standard error through a {@link CellOutput}, and has a {@link Stoppable} before it.
 *
 * <p>Both kernels make a print stream for each of the two when they start. They put it in the place of {@code System.out} and
 * {@code System.err} when a cell begins, and the process's own back when it ends, so the way is changed below those print streams. That
 * needs the flag {@code --add-opens java.base/java.io=ALL-UNNAMED}, which the course's kernels are started with; in others nothing is changed.
 */
final class KernelStreams {
    /** A kernel's socket keeps 1000 messages for a reader who is slow, and drops what is more. */
    private static final int MESSAGES_IN_A_ROW = 300;
    private static final int MESSAGES_PER_SECOND = 50;
    private static final Executor LATER = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final Field target;

    private KernelStreams(Field target) {
        this.target = target;
    }

    /** Changes the way of both streams of this kernel, in the cell that runs, where it can be changed; the new outputs. */
    static List<CellOutput> lead(Object kernel) throws ReflectiveOperationException {
        Field target = FilterOutputStream.class.getDeclaredField("out");
        return target.trySetAccessible() ? new KernelStreams(target).leadBoth(kernel) : List.of();
    }

    private List<CellOutput> leadBoth(Object kernel) throws ReflectiveOperationException {
        List<CellOutput> outputs = new ArrayList<>();
        Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
        for (String name : List.of("out", "err")) {
            PrintStream stream = (PrintStream) io.getClass().getField(name).get(io);
            OutputStream sink = (OutputStream) target.get(stream);
            RunningCell cell = RunningCell.of(sink);
            CellOutput output = new CellOutput(sink, cell, new Pace(MESSAGES_IN_A_ROW, MESSAGES_PER_SECOND, System::nanoTime), LATER);
            target.set(stream, new Stoppable(output));
            outputs.add(output);
            if (stream == System.out) {
                cell.onceOver(() -> makeStoppable(System.out));
            }
        }
        return outputs;
    }

    /** The process's own output, where a thread prints that a cell has left behind. */
    private void makeStoppable(PrintStream own) {
        try {
            target.set(own, new Stoppable((OutputStream) target.get(own)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("this was accessible before: " + target, e);
        }
    }
}
