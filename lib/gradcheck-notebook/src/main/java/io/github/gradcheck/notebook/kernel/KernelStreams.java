package io.github.gradcheck.notebook.kernel;

import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Puts {@link CellOutput} and {@link Stoppable} where IJava 1.3.0 and JJava 1.0-a8 leave no place for them: {@code JupyterIO.java} of both makes
 * its two print streams once, and for good.
 *
 * <p>The kernels put those in the place of {@code System.out} and {@code System.err} when a cell begins, and the process's own back when it
 * ends, so the way is changed below them. That needs the flag {@code --add-opens java.base/java.io=ALL-UNNAMED}, which the course's kernels are
 * started with; in others nothing is changed.
 */
final class KernelStreams {
    /** A kernel's socket keeps 1000 messages for a reader who is slow, and drops what is more. */
    private static final int MESSAGES_IN_A_ROW = 300;
    private static final int MESSAGES_PER_SECOND = 50;
    private static final Executor LATER = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final RunningKernel kernel;
    private final Field target;

    private KernelStreams(RunningKernel kernel, Field target) {
        this.kernel = kernel;
        this.target = target;
    }

    /** Changes the way of both streams of this kernel, in the cell that runs, where it can be changed. */
    static void lead(RunningKernel kernel) throws ReflectiveOperationException {
        Field target = FilterOutputStream.class.getDeclaredField("out");
        if (target.trySetAccessible()) {
            KernelStreams streams = new KernelStreams(kernel, target);
            streams.lead("out");
            streams.lead("err");
        }
    }

    /** All that is printed is sent before what a cell's next statement shows. */
    private void lead(String name) throws ReflectiveOperationException {
        Object io = Reflect.call(kernel.instance(), "getIO");
        PrintStream stream = (PrintStream) io.getClass().getField(name).get(io);
        OutputStream sink = (OutputStream) target.get(stream);
        RunningCell cell = RunningCell.of(sink);
        CellOutput output = new CellOutput(sink, cell, new Pace(MESSAGES_IN_A_ROW, MESSAGES_PER_SECOND, System::nanoTime), LATER);
        target.set(stream, output);
        kernel.shell().onSnippetEvent(event -> output.sendOrForget());
        if (kernel.isOneOf(Stoppable.NEEDED_BY)) {
            makeStoppable(stream);
            if (stream == System.out) {
                // The process's own output, where a thread prints that a cell has left behind.
                cell.onceOver(() -> makeStoppable(System.out));
            }
        }
    }

    private void makeStoppable(PrintStream stream) {
        try {
            target.set(stream, new Stoppable((OutputStream) target.get(stream)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("this was accessible before: " + target, e);
        }
    }
}
