package io.github.gradcheck.notebook.kernel;

import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.Deque;

/**
 * Mends that IJava 1.3.0 and JJava 1.0-a8 tell nobody which cell runs and when it ends; only the environment of their streams knows
 * ({@code ShellReplyEnvironment.java} of both).
 *
 * <p>An environment ends with a stack of things to do. The one at its bottom is the message that the kernel is idle again, so that this is
 * sent last.
 */
record RunningCell(OutputStream sink, Field environment) implements CellOutput.Cells {
    /** The running cell as this stream of a kernel knows it. */
    static RunningCell of(OutputStream sink) throws NoSuchFieldException {
        return new RunningCell(sink, Reflect.field(sink.getClass(), "env"));
    }

    @Override
    public Object current() {
        try {
            return environment.get(sink);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("this was accessible before: " + environment, e);
        }
    }

    @Override
    public void atEnd(Runnable task) {
        tasks().addFirst(task);
    }

    /** Has this done when all else is done, the process's own streams are back, and the notebook knows. */
    void onceOver(Runnable task) {
        tasks().addLast(task);
    }

    @SuppressWarnings("unchecked")
    private Deque<Runnable> tasks() {
        Object current = current();
        try {
            return (Deque<Runnable>) Reflect.value(current, "deferred");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of the kernel is not known: " + current.getClass(), e);
        }
    }
}
