package io.github.gradcheck.notebook.kernel;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;

/**
 * Mends that in IJava 1.3.0 and JJava 1.0-a8 no later cell compiles once a cell has defined a class under a name that the startup script
 * imports: both leave it to the JDK's {@code jdk/jshell/SnippetMaps.java}, which imports the classes of earlier cells by their names.
 *
 * <p>The script has to import {@code Function} and {@code Module} so. The import gives way to the notebook's own class, and a line says so.
 * Not so for the classes that exercises are checked with: under their names no other class is kept, or it would give the points.
 */
final class OwnClasses {
    static final List<String> NEEDED_BY = List.of(RunningKernel.IJAVA, RunningKernel.JJAVA);
    private static final String LIBRARY = "io.github.gradcheck.";
    /** The models that the course writes out in its cells, under their own names. */
    private static final String WRITTEN_OUT = LIBRARY + "nets.";
    private static final String CHECKS = LIBRARY + "exercise.";

    private final JShell shell;

    private OwnClasses(JShell shell) {
        this.shell = shell;
    }

    /** Watches the shell of a kernel. */
    static void letThemWin(JShell shell) {
        OwnClasses own = new OwnClasses(shell);
        shell.onSnippetEvent(own::look);
    }

    private void look(SnippetEvent event) {
        boolean isNew = !event.previousStatus().isDefined() && event.status().isDefined();
        if (isNew && event.snippet() instanceof TypeDeclSnippet type) {
            Optional<String> ours = imports().flatMap(each -> imported(each, type.name())).findFirst();
            if (ours.filter(name -> name.startsWith(CHECKS)).isPresent()) {
                shell.drop(type);
                System.out.println("The class " + type.name() + " of this cell is not kept: exercises are checked with the library's class of that name, "
                        + ours.get() + ". Give yours another name.");
            } else {
                ours.filter(name -> !name.startsWith(WRITTEN_OUT)).ifPresent(OwnClasses::tell);
                imports().filter(each -> each.fullname().endsWith("." + type.name())).toList().forEach(shell::drop);
            }
        }
    }

    private static void tell(String name) {
        System.out.println(name.substring(name.lastIndexOf('.') + 1) + " is now the class of this cell. The library has one of the same name, "
                + name + ": to have that back, give yours another name and restart the kernel.");
    }

    private Stream<ImportSnippet> imports() {
        return shell.snippets().filter(each -> shell.status(each).isActive()).filter(ImportSnippet.class::isInstance).map(ImportSnippet.class::cast)
                .filter(each -> each.fullname().startsWith(LIBRARY) && !each.isStatic());
    }

    /** The full name of the library's class that this import gives the simple name to, if it does. */
    private static Stream<String> imported(ImportSnippet each, String simpleName) {
        String name = each.fullname().endsWith(".*") ? each.fullname().replace("*", simpleName) : each.fullname();
        return name.endsWith("." + simpleName) && isPublicClass(name) ? Stream.of(name) : Stream.empty();
    }

    private static boolean isPublicClass(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, OwnClasses.class.getClassLoader()).getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
