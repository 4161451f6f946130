package io.github.gradcheck.web.execution;

/** The progress of {@code execution} where there is no second thread that could draw it: counts nothing, and shows nothing. */
public final class Progress implements AutoCloseable {
    /** The only one there is. */
    public static final Progress NONE = new Progress();

    private Progress() {
    }

    /** Watches nothing. */
    public static Progress watch(String task, long total) {
        return NONE;
    }

    /** One step is done. */
    public void step() {
    }

    @Override
    public void close() {
    }
}
