package io.github.gradcheck.notebook.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;

/**
 * Mends that IJava 1.3.0 and JJava 1.0-a8 answer what Python's kernel understands, {@code !ls}, {@code %%time} and {@code NDArray?}, with a stack
 * trace or an error of the compiler ({@code eval} in {@code CodeEvaluator.java} of both): a cell that begins so gets one sentence.
 */
final class OtherKernels {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);
    private static final Pattern COMMAND = Pattern.compile("!\\s*([\\w./-]+)(\\s.*)?");
    private static final Pattern MAGIC = Pattern.compile("(%%?)(\\w+).*");
    private static final Pattern HELP = Pattern.compile("\\?{1,2}[\\w.]+|[\\w.]+\\?{1,2}");

    private final JShell shell;
    private final Map<?, ?> lines;
    private final Map<?, ?> cells;

    OtherKernels(JShell shell, Map<?, ?> lines, Map<?, ?> cells) {
        this.shell = shell;
        this.lines = lines;
        this.cells = cells;
    }

    static OtherKernels of(RunningKernel kernel) throws ReflectiveOperationException {
        Object magics = kernel.magics();
        return new OtherKernels(kernel.shell(), (Map<?, ?>) Reflect.value(magics, "lineMagics"), (Map<?, ?>) Reflect.value(magics, "cellMagics"));
    }

    /** The cell's code, or, where it is not Java, code that says so. */
    String java(String cell) {
        return sentence(cell.strip()).map(words -> "System.out.println(\"" + words.replace("\\", "\\\\").replace("\"", "\\\"") + "\");").orElse(cell);
    }

    private Optional<String> sentence(String cell) {
        String first = cell.lines().findFirst().orElse("").strip();
        Matcher command = COMMAND.matcher(first);
        if (command.matches() && shell.variables().noneMatch(each -> each.name().equals(command.group(1)))) {
            return Optional.of(first + " is a command for a shell, which Python's kernel passes on and a Java kernel does not: "
                    + "File, New, Terminal opens one.");
        }
        Matcher magic = MAGIC.matcher(first);
        if (magic.matches() && !(magic.group(1).equals("%") ? lines : cells).containsKey(magic.group(2))) {
            return Optional.of(magic.group(1) + magic.group(2) + " is a command of Python's kernel, and nothing of this cell was run"
                    + (magic.group(2).startsWith("time") ? ": for a time, take System.nanoTime() before and after." : "."));
        }
        return HELP.matcher(first).matches() && cell.lines().count() == 1
                ? Optional.of(first + " asks Python's kernel for help. Here, put the cursor behind the name and press Shift+Tab.") : Optional.empty();
    }
}
