package io.github.gradcheck.notebook.kernel;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;

/**
 * Mends that the stop button of IJava 1.3.0 and JJava 1.0-a8 leaves a loop running that never looks at the interrupt flag:
 * {@code IJavaExecutionControl.java} and {@code JJavaExecutionControl.java} interrupt the thread of a cell, and wait no longer for it.
 *
 * <p>It would keep a core busy until the kernel is restarted. Up to Java 19 it is ended; later versions cannot (JDK-8289610).
 */
final class StopButton {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);

    /** Long enough for a check to put its parameters back and for a thread to say goodbye. */
    private static final Executor AFTER_GRACE = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);
    /** How both kernels call what ended a stopped cell. */
    private static final String STOPPED = "Execution Interrupted";
    /** Where JShell puts what cells define. */
    private static final String CELLS = "REPL.$JShell$";

    private StopButton() {
    }

    /** From now on, a while after a cell was stopped. */
    static void endLoops(JShell shell) {
        shell.onSnippetEvent(event -> {
            if (event.exception() instanceof EvalException e && e.getExceptionClassName().equals(STOPPED)) {
                AFTER_GRACE.execute(() -> Thread.getAllStackTraces().forEach(StopButton::endIfLeftBehind));
            }
        });
    }

    /** A thread that runs another cell by now is no longer interrupted. */
    private static void endIfLeftBehind(Thread thread, StackTraceElement[] frames) {
        if (thread.isInterrupted() && Stream.of(frames).anyMatch(frame -> frame.getClassName().startsWith(CELLS))) {
            try {
                Thread.class.getMethod("stop").invoke(thread);
            } catch (ReflectiveOperationException e) {
                // From Java 20 on it throws, later there is none: the thread runs on.
                return;
            }
        }
    }
}
