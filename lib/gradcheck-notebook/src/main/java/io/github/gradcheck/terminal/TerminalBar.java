package io.github.gradcheck.execution;

import java.io.Console;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Progress as a bar in a terminal, with rate and time left; drawn by the library me.tongfei.progressbar, where it is there. */
final class TerminalBar implements Progress.Display {
    private ProgressBar bar;

    private TerminalBar() {
    }

    /** A bar, if the program talks to a person in a terminal and the library that draws it is there. */
    static Optional<Progress.Display> ifInteractive() {
        Console console = System.console();
        return console != null && isTerminal(console) && isLibraryThere() ? Optional.of(new TerminalBar()) : Optional.empty();
    }

    /** From JDK 22 on there is a console even where output goes to a file, and a method that tells; before, there was none then. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static boolean isLibraryThere() {
        try {
            Class.forName("me.tongfei.progressbar.ProgressBar");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public void show(String task, long done, long total, double seconds) {
        if (bar == null) {
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUpdateIntervalMillis(200).showSpeed().build();
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
