package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellOutputTest {
    private static final int IN_A_ROW = 5;

    /** A kernel's stream: a message for each flush. */
    private static final class Sink extends OutputStream {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final List<String> messages = new ArrayList<>();

        @Override
        public void write(int single) {
            text.write(single);
        }

        @Override
        public void flush() {
            messages.add(text.toString(StandardCharsets.UTF_8));
            text.reset();
        }
    }

    private static final class Cells implements CellOutput.Cells {
        private Object current = "cell 1";
        private final Deque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public Object current() {
            return current;
        }

        @Override
        public void atEnd(Runnable task) {
            tasks.addFirst(task);
        }

        void end(Object next) {
            tasks.forEach(Runnable::run);
            tasks.clear();
            current = next;
        }
    }

    private final Sink sink = new Sink();
    private final Cells cells = new Cells();
    private final List<Runnable> later = new ArrayList<>();
    private final CellOutput output = new CellOutput(sink, cells, new Pace(IN_A_ROW, 1, () -> 0), later::add);
    private final PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);

    private void printLines(int from, int to) {
        for (int i = from; i < to; i++) {
            print.println("line " + i);
        }
    }

    private String shown() {
        return String.join("", sink.messages);
    }

    @Test
    void aFewLinesGoOutAtOnceEachByItself() {
        printLines(0, 3);
        assertThat(sink.messages).containsExactly("line 0\n", "line 1\n", "line 2\n");
        assertThat(later).isEmpty();
    }

    @Test
    void aRushOfLinesIsJoinedAndSentInAMoment() {
        printLines(0, 1000);
        assertThat(sink.messages).hasSize(IN_A_ROW);
        assertThat(later).hasSize(1);
        later.remove(0).run();
        assertThat(sink.messages).hasSize(IN_A_ROW + 1);
        assertThat(shown().lines()).hasSize(1000).endsWith("line 999");
        printLines(1000, 1002);
        assertThat(later).as("the next moment").hasSize(1);
    }

    @Test
    void whatIsPendingIsSentAtOnceBeforeACellShowsSomethingElse() {
        printLines(0, 100);
        output.sendOrForget();
        assertThat(shown().lines()).hasSize(100);
    }

    @Test
    void whatIsPendingWhenTheCellEndsStillBelongsToIt() {
        printLines(0, 100);
        cells.end("cell 2");
        assertThat(shown().lines()).hasSize(100);
    }

    @Test
    void asManyLinesAsAPageCanShowAreShownToTheLast() {
        printLines(0, CellOutput.SHOWN_LINES);
        cells.end(null);
        assertThat(shown().lines()).hasSize(CellOutput.SHOWN_LINES).noneMatch(line -> line.startsWith("…"));
    }

    @Test
    void ofAFloodTheBeginningAndTheLastLinesAreShownAndHowManyAreLeftOut() {
        printLines(0, 1_000_000);
        assertThat(shown()).as("while the cell runs").doesNotContain("999999");
        cells.end(null);
        List<String> lines = shown().lines().toList();
        assertThat(lines).hasSize(CellOutput.SHOWN_LINES + 3 + CellOutput.LAST_LINES);
        assertThat(lines.subList(4_998, 5_005)).containsExactly("line 4998", "line 4999", "",
                "… (this cell prints more than a notebook can show: its last lines follow when it ends)", "… (994,990 lines are left out here)",
                "line 999990", "line 999991");
        assertThat(lines).endsWith("line 999999");
    }

    @Test
    void textWithoutLineBreaksIsCutAsWell() {
        print.print("x".repeat(3 * CellOutput.SHOWN_BYTES));
        cells.end(null);
        assertThat(shown().length()).isBetween(CellOutput.SHOWN_BYTES * 9 / 10, CellOutput.SHOWN_BYTES + 2 * LastLines.LINE_BYTES);
        assertThat(shown()).contains("more than a notebook can show").contains("(0 lines are left out here)\nxxx");
    }

    @Test
    void theNextCellBeginsAnew() {
        printLines(0, CellOutput.SHOWN_LINES + 100);
        cells.end("cell 2");
        sink.messages.clear();
        printLines(7, 9);
        cells.end(null);
        assertThat(shown()).isEqualTo("line 7\nline 8\n");
    }

    @Test
    void aCellThatEndsTakesNothingFromTheOneThatHasBegun() {
        printLines(0, 2);
        Runnable lateEnd = cells.tasks.removeFirst();
        cells.current = "cell 2";
        printLines(2, 50);
        lateEnd.run();
        cells.end(null);
        assertThat(shown().lines()).hasSize(50);
    }

    @Test
    void whatAStoppedThreadPrintsOnInTheNextCellIsNotShownThere() {
        printLines(0, 1);
        Thread.currentThread().interrupt();
        printLines(1, 2);
        cells.end("cell 2");
        printLines(2, 3);
        assertThat(Thread.interrupted()).isTrue();
        printLines(3, 4);
        cells.end(null);
        assertThat(shown()).isEqualTo("line 0\nline 1\nline 3\n");
    }

    @Test
    void aCellThatInterruptsItselfBeforeItPrintsIsShown() {
        Thread.currentThread().interrupt();
        printLines(0, 1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(shown()).isEqualTo("line 0\n");
    }

    @Test
    void aReaderWhoIsGoneDoesNotStopTheCell() {
        CellOutput broken = new CellOutput(new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("the socket is closed");
            }
        }, cells, new Pace(0, 1, () -> 0), later::add);
        broken.write(1);
        broken.sendOrForget();
        cells.end(null);
        assertThat(cells.tasks).isEmpty();
    }
}
