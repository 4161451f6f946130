package io.github.gradcheck.notebook;

import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.Deque;

/**
 * The cell that a kernel runs, as its streams know it: each has an environment, which ends with a list of things to do.
 *
 * <p>The list is a stack: it begins with the message that the kernel is idle again, so that this is sent last.
 */
record RunningCell(OutputStream sink, Field environment) implements CellOutput.Cells {
    /** The running cell as this stream of a kernel knows it. */
    static RunningCell of(OutputStream sink) throws NoSuchFieldException {
        return new RunningCell(sink, field(sink.getClass(), "env"));
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
            return (Deque<Runnable>) value(current, "deferred");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of the kernel is not known: " + current.getClass(), e);
        }
    }

    /** What a field of this name holds, of the object's class or of one above it. */
    static Object value(Object holder, String name) throws ReflectiveOperationException {
        return field(holder.getClass(), name).get(holder);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            if (type.getSuperclass() == null) {
                throw e;
            }
            return field(type.getSuperclass(), name);
        }
    }
}
