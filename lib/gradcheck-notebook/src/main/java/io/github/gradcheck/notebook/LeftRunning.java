package io.github.gradcheck.notebook;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jshell.JShell;

/**
 * Ends what a cell left running when it was stopped, where Java still can.
 *
 * <p>The stop button interrupts the thread of a cell and waits no longer for it. A loop that never looks at the interrupt flag keeps a core
 * busy until the kernel is restarted. Up to Java 19 it is ended after a while; later versions cannot (JDK-8289610).
 */
final class LeftRunning {
    /** Long enough for a check to put its parameters back and for a thread to say goodbye. */
    private static final int GRACE_SECONDS = 5;
    /** Where JShell puts what cells define. */
    private static final String CELLS = "REPL.$JShell$";

    private LeftRunning() {
    }

    /** From now on, after each statement of a cell. */
    static void end(JShell shell) {
        shell.onSnippetEvent(event -> {
            List<Thread> left = threads().filter(Thread::isInterrupted).filter(LeftRunning::runsACell).toList();
            if (!left.isEmpty()) {
                CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS).execute(() -> left.forEach(LeftRunning::endIfItStillRuns));
            }
        });
    }

    private static Stream<Thread> threads() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 10];
        return Stream.of(threads).limit(all.enumerate(threads));
    }

    private static boolean runsACell(Thread thread) {
        return Stream.of(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().startsWith(CELLS));
    }

    /** A thread that runs another cell by now is no longer interrupted. */
    private static void endIfItStillRuns(Thread thread) {
        if (thread.isInterrupted() && runsACell(thread)) {
            try {
                Thread.class.getMethod("stop").invoke(thread);
            } catch (ReflectiveOperationException e) {
                // From Java 20 on it throws, later there is none: the thread runs on.
                return;
            }
        }
    }
}
