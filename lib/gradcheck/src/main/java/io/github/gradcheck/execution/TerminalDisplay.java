package io.github.gradcheck.execution;

import java.io.Console;
import java.util.Optional;
import java.util.ServiceLoader;

/** The progress display that is used unless a program chooses another: that of a terminal, from an artifact that draws there. */
final class TerminalDisplay {
    private TerminalDisplay() {
    }

    /** Looked for where there is a terminal, and once. */
    private static final class Found {
        static final Optional<ServiceLoader.Provider<Progress.Display>> DISPLAY =
                ServiceLoader.load(Progress.Display.class, TerminalDisplay.class.getClassLoader()).stream().findFirst();
    }

    /** A new display, if the program talks to a person in a terminal and an artifact is there that has one. */
    static Optional<Progress.Display> display() {
        Console console = System.console();
        return console != null && isTerminal(console) ? Found.DISPLAY.map(ServiceLoader.Provider::get) : Optional.empty();
    }

    /** From JDK 22 on there is a console even where output goes to a file, and a method that tells; before, there was none then. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
