package io.github.gradcheck.notebook.kernel;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a long text, of which nothing else is kept: part of the repair of what IJava 1.3.0 and JJava 1.0-a8 print, {@link CellOutput}. */
final class LastLines {
    /** A line is kept up to here: what comes without line breaks must not fill the memory. */
    static final int LINE_BYTES = 1000;

    private final int kept;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long ended;

    LastLines(int kept) {
        this.kept = kept;
    }

    /** The line ends in this part of a text. */
    static int count(byte[] text, int from, int count) {
        int lines = 0;
        for (int i = from; i < from + count; i++) {
            lines += text[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    void add(byte[] text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (text[i] == '\n') {
                endLine();
            } else if (unfinished.size() < LINE_BYTES) {
                unfinished.write(text[i]);
            }
        }
    }

    private void endLine() {
        unfinished.write('\n');
        lines.addLast(unfinished.toByteArray());
        unfinished.reset();
        ended++;
        if (lines.size() > kept) {
            lines.removeFirst();
        }
    }

    /** How many lines are not among those kept. */
    long leftOut() {
        return ended - lines.size();
    }

    /** The lines kept, and what was begun of the next. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        all.writeBytes(unfinished.toByteArray());
        return all.toByteArray();
    }
}
