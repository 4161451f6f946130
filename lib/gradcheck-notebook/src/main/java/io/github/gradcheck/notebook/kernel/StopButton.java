package io.github.gradcheck.notebook.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;

/**
 * Mends that the stop button of IJava 1.3.0 and JJava 1.0-a8 leaves a loop running that never looks at the interrupt flag:
 * {@code IJavaExecutionControl.java} and {@code JJavaExecutionControl.java} interrupt the thread of a cell, and wait no longer for it.
 *
 * <p>It would keep a core busy until the kernel is restarted. Up to Java 19 it is ended; later versions cannot (JDK-8289610). The cell says in which
 * method it was, for neither kernel does.
 */
final class StopButton {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);

    /** Long enough for a check to put its parameters back and for a thread to say goodbye. */
    private static final Executor AFTER_GRACE = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);
    /** Who still runs after this many milliseconds does not look at the flag; a check and whatever sleeps or waits has ended by then. */
    private static final long DEAF = 300;
    /** How both kernels call what ended a stopped cell. */
    private static final String STOPPED = "Execution Interrupted";
    /** Where JShell puts what cells define. */
    private static final String CELLS = "REPL.$JShell$";

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile long begun = System.nanoTime();

    private StopButton() {
    }

    /** From now on, a while after a cell was stopped. */
    static StopButton endLoops(JShell shell) {
        StopButton button = new StopButton();
        shell.onSnippetEvent(event -> {
            if (event.exception() instanceof EvalException e && e.getExceptionClassName().equals(STOPPED)) {
                Set<String> loops = button.tellOfLoops();
                AFTER_GRACE.execute(() -> end(loops));
            }
        });
        return button;
    }

    /** The next cell is about to run. */
    void begin() {
        begun = System.nanoTime();
    }

    /** The runs that go on, each told of once: one that an earlier stop has left is not this cell's. */
    private Set<String> tellOfLoops() {
        long seconds = Math.round((System.nanoTime() - begun) / 1e9);
        try {
            Thread.sleep(DEAF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Set<String> loops = new HashSet<>();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (isLeftBehind(thread, frames) && told.add(run(thread, frames))) {
                loops.add(run(thread, frames));
                System.out.println(sentence(seconds, frames));
            }
        });
        return loops;
    }

    /** A thread and the statement of a cell that it runs: the next statement is of another class. */
    private static String run(Thread thread, StackTraceElement... frames) {
        return thread.getId() + " " + Stream.of(frames).map(StackTraceElement::getClassName).filter(name -> name.startsWith(CELLS))
                .reduce("", (inner, outer) -> outer);
    }

    private static void end(Set<String> loops) {
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (loops.contains(run(thread, frames))) {
                endIfLeftBehind(thread, frames);
            }
        });
    }

    /** With the innermost method of a cell; not the lambda of a check, nor what JShell makes of statements. */
    static String sentence(long seconds, StackTraceElement... frames) {
        String place = Stream.of(frames).filter(frame -> frame.getClassName().startsWith(CELLS) && !frame.getMethodName().contains("$")).findFirst()
                .map(frame -> " in " + name(frame)).orElse("");
        return "Stopped after " + seconds + " s" + place + ": does your loop end?";
    }

    private static String name(StackTraceElement frame) {
        String type = frame.getClassName().replaceFirst("^REPL\\.\\$JShell\\$\\w+\\$?", "");
        return type.isEmpty() ? frame.getMethodName() : type + "." + frame.getMethodName();
    }

    private static boolean isLeftBehind(Thread thread, StackTraceElement... frames) {
        return thread.isInterrupted() && Stream.of(frames).anyMatch(frame -> frame.getClassName().startsWith(CELLS));
    }

    /** A thread that runs another cell by now is no longer interrupted. */
    private static void endIfLeftBehind(Thread thread, StackTraceElement[] frames) {
        if (isLeftBehind(thread, frames)) {
            try {
                Thread.class.getMethod("stop").invoke(thread);
            } catch (ReflectiveOperationException e) {
                // From Java 20 on it throws, later there is none: the thread runs on.
                return;
            }
        }
    }
}
