package io.github.gradcheck.notebook.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Mends that in IJava 1.3.0 and JJava 1.0-a8 a cell that was run once more, and ended in an error, leaves what its earlier run defined
 * ({@code eval} in {@code CodeEvaluator.java} of both): a check below would speak of code that is no longer on the page, and says so.
 */
final class OldDefinitions {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);
    private static final String MAGIC = "%%";
    private static final String CHECK = "Exercise.check(";

    private final JShell shell;
    private final Set<String> old = new HashSet<>();
    private final Set<String> definedHere = new HashSet<>();
    private String running = "";

    OldDefinitions(JShell shell) {
        this.shell = shell;
        shell.onSnippetEvent(this::look);
    }

    /** The next cell is about to run: what the last one shows and did not define is as old as it was. */
    synchronized void begin(String code) {
        if (!running.startsWith(MAGIC)) {
            Set<String> missed = Declarations.in(running, shell.sourceCodeAnalysis());
            missed.removeAll(definedHere);
            old.addAll(missed);
        }
        definedHere.clear();
        running = code;
    }

    /** Of what the running cell defines; not of what is merely compiled again because it uses that. */
    private synchronized void look(SnippetEvent event) {
        if (event.causeSnippet() == null && event.status().isActive() && event.snippet() instanceof DeclarationSnippet declaration
                && !(declaration instanceof VarSnippet)) {
            definedHere.add(declaration.name());
            old.remove(declaration.name());
        }
    }

    /** A sentence about what the running cell uses of it, if there is any. */
    synchronized Optional<String> warning() {
        Set<String> used = new TreeSet<>(Identifiers.in(running));
        used.retainAll(old);
        used.retainAll(Stream.concat(shell.methods(), shell.types()).map(DeclarationSnippet::name).toList());
        return used.isEmpty() ? Optional.empty() : Optional.of("The last cell that was to define " + String.join(", ", used)
                + " ended in an error, so this check is about what you wrote before: run the cell of your answer until it shows no error.");
    }

    /**
     * The code of a check, or, where it uses what no cell has defined because the one that was to define it did not compile, code that says so:
     * the kernel would say of the given cell what it has said of the answer.
     */
    synchronized String codeOrSentence(String check) {
        Set<String> missing = new TreeSet<>(Identifiers.in(check));
        missing.retainAll(old);
        Stream.concat(shell.methods(), shell.types()).map(DeclarationSnippet::name).forEach(missing::remove);
        return missing.isEmpty() || !check.contains(CHECK) ? check : "System.out.println(\"Not yet. " + String.join(", ", missing)
                + " is not defined: the last cell that was to define it ended in an error. Run that cell until it shows none.\");\n0.0";
    }

    /** The code of the running cell. */
    synchronized String running() {
        return running;
    }
}
