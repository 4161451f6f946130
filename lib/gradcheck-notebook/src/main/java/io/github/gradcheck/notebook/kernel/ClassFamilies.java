package io.github.gradcheck.notebook.kernel;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/**
 * Mends that IJava 1.3.0 ends a cell at a class that needs one which stands below it, as a sealed interface its records ({@code evalSingle} in
 * {@code CodeEvaluator.java}), though JShell keeps it and waits for the rest.
 *
 * <p>It needs the flag {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}, which the course's kernels are started with.
 */
final class ClassFamilies {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA);
    private static final Pattern WAITED_FOR = Pattern.compile("class (\\w+)");

    private final JShell shell;
    private final Field status;
    private Set<String> defined = Set.of();

    private ClassFamilies(JShell shell, Field status) {
        this.shell = shell;
        this.status = status;
    }

    /** Has cells go on to the rest of a family, where it can be done. */
    static void letThemWait(RunningKernel kernel) throws ReflectiveOperationException {
        Field status = SnippetEvent.class.getDeclaredField("status");
        if (status.trySetAccessible()) {
            ClassFamilies families = new ClassFamilies(kernel.shell(), status);
            CellRequests.tell(kernel.instance(), families::begin);
            kernel.shell().onSnippetEvent(families::look);
        }
    }

    private void begin(String cell) {
        defined = cell.contains("sealed") || cell.contains("extends") || cell.contains("implements")
                ? Declarations.in(cell, shell.sourceCodeAnalysis()) : Set.of();
    }

    /** The kernel is told that what waits for this cell's own classes is defined as far as it can be. */
    private void look(SnippetEvent event) {
        if (event.status() == Status.RECOVERABLE_NOT_DEFINED && event.snippet() instanceof DeclarationSnippet waiting
                && shell.unresolvedDependencies(waiting).allMatch(each -> {
                    Matcher name = WAITED_FOR.matcher(each);
                    return name.matches() && defined.contains(name.group(1));
                })) {
            try {
                status.set(event, Status.RECOVERABLE_DEFINED);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("this was accessible before: " + status, e);
            }
        }
    }
}
