package io.github.gradcheck.notebook;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;

/**
 * An output that ends a thread which was interrupted and prints on for ever.
 *
 * <p>The stop button interrupts the thread of a cell and waits no longer for it. A loop that prints and never looks at the interrupt flag
 * would go on in IJava, into the cells that follow and, between them, into the server's log: half a million lines a second, as measured.
 */
final class Stoppable extends FilterOutputStream {
    /** Enough for a thread to say that it was interrupted. */
    static final int PRINTS_AFTER_INTERRUPT = 100;

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
