package io.github.gradcheck.notebook.kernel;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Mends that the stop button of IJava 1.3.0 and JJava 1.0-a8 leaves a loop running that prints: {@code IJavaExecutionControl.java} and
 * {@code JJavaExecutionControl.java} interrupt the thread of a cell, and wait no longer for it (SpencerPark/IJava#33).
 *
 * <p>A loop that prints and never looks at the interrupt flag would go on, into the cells that follow and, between them, into the server's
 * log: half a million lines a second, as measured. This output throws at it.
 */
final class Stoppable extends FilterOutputStream {
    /** Enough for a thread to say that it was interrupted. */
    static final int PRINTS_AFTER_INTERRUPT = 100;
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);

    private int printsAfterInterrupt;

    Stoppable(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int single) throws IOException {
        endIfInterrupted();
        out.write(single);
    }

    @Override
    public void write(byte[] text, int from, int count) throws IOException {
        endIfInterrupted();
        out.write(text, from, count);
    }

    private synchronized void endIfInterrupted() {
        printsAfterInterrupt = Thread.currentThread().isInterrupted() ? printsAfterInterrupt + 1 : 0;
        if (printsAfterInterrupt > PRINTS_AFTER_INTERRUPT) {
            throw new CancellationException("the cell was interrupted, and went on printing");
        }
    }
}
