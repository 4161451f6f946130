package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoppableTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(new Stoppable(printed), true, StandardCharsets.UTF_8);

    @AfterEach
    void leaveNoInterruptBehind() {
        Thread.interrupted();
    }

    private void printLines(int count) {
        for (int i = 0; i < count; i++) {
            print.println("line");
        }
    }

    private long lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().count();
    }

    @Test
    void aThreadThatWasNotInterruptedPrintsWhatItLikes() {
        printLines(100_000);
        assertThat(lines()).isEqualTo(100_000);
    }

    @Test
    void anInterruptedThreadMaySaySo() {
        Thread.currentThread().interrupt();
        printLines(Stoppable.PRINTS_AFTER_INTERRUPT);
        assertThat(lines()).isEqualTo(Stoppable.PRINTS_AFTER_INTERRUPT);
    }

    @Test
    void anInterruptedThreadThatPrintsOnIsEnded() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> printLines(Integer.MAX_VALUE)).withMessageContaining("went on printing");
        assertThat(lines()).isEqualTo(Stoppable.PRINTS_AFTER_INTERRUPT);
    }

    @Test
    void alsoOneThatPrintsNoLineBreaks() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> {
            while (true) {
                print.write('.');
            }
        });
    }

    @Test
    void aThreadThatTookNoteOfTheInterruptPrintsOn() {
        Thread.currentThread().interrupt();
        printLines(50);
        assertThat(Thread.interrupted()).isTrue();
        printLines(1000);
        assertThat(lines()).isEqualTo(1050);
    }

    @Test
    void theOutputCanBePrintedToAfterwardsByOthers() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> printLines(1000));
        Thread.interrupted();
        printed.reset();
        print.println("the next cell");
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("the next cell\n");
    }
}
