package io.github.gradcheck.notebook.kernel;

/**
 * What ends a cell that calls {@code System.exit}, where it would end IJava 1.3.0 or JJava 1.0-a8 ({@code IJavaExecutionControl.java} and
 * {@code JJavaExecutionControl.java}): {@link CellExits} puts it there.
 */
public final class CellEnd extends RuntimeException {
    private static final long serialVersionUID = 1;

    private CellEnd(String call) {
        super(call + " would end the kernel, and with it all that cells have defined: it has ended this cell alone.");
    }

    /** In the place of {@code System.exit(status)}. */
    public static void exit(int status) {
        throw new CellEnd("System.exit(" + status + ")");
    }

    /** In the place of {@code runtime.exit(status)}. */
    public static void exit(Runtime runtime, int status) {
        throw new CellEnd("Runtime.exit(" + status + ")");
    }

    /** In the place of {@code runtime.halt(status)}. */
    public static void halt(Runtime runtime, int status) {
        throw new CellEnd("Runtime.halt(" + status + ")");
    }
}
