package io.github.gradcheck.notebook.kernel;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;

/**
 * Mends that IJava 1.3.0 and JJava 1.0-a8 send the message of an exception as it is ({@code formatError} in {@code JavaKernel.java} of both):
 * one of megabytes whole, and of a window that cannot be opened the word "null".
 *
 * <p>It needs the flag {@code --add-opens java.base/java.lang=ALL-UNNAMED}, which the course's kernels are started with.
 */
final class ErrorWords {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);
    /** Enough for a long report. */
    static final int SHOWN = 20_000;
    private static final String NO_WINDOW = "A notebook opens no window: write the chart or the picture itself as the cell's last line.";

    private ErrorWords() {
    }

    /** Has the exceptions of cells speak so, where it can be done. */
    static void mend(JShell shell) throws ReflectiveOperationException {
        Field message = Throwable.class.getDeclaredField("detailMessage");
        if (message.trySetAccessible()) {
            shell.onSnippetEvent(event -> {
                for (Throwable each = event.exception(); each instanceof EvalException e; each = e.getCause()) {
                    set(message, e, words(e.getExceptionClassName(), e.getMessage()));
                }
            });
        }
    }

    private static void set(Field message, Throwable exception, String words) {
        try {
            message.set(exception, words);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("this was accessible before: " + message, e);
        }
    }

    /** What is said of an exception of this class with this message. */
    static String words(String exceptionClass, String message) {
        if (exceptionClass.equals("java.awt.HeadlessException")) {
            return NO_WINDOW;
        }
        return message == null || message.length() <= SHOWN ? message
                : message.substring(0, SHOWN) + String.format(Locale.ROOT, "%n… (%,d characters are left out here)", message.length() - SHOWN);
    }
}
