package io.github.gradcheck.notebook.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.JShell;

/**
 * The kernel that runs a notebook, IJava or JJava: which of the two it is, in which version, and what only one of them gives away.
 *
 * <p>It is reached by reflection, so that one jar serves both and the library needs neither to compile. IJava 1.3.0 keeps its shell in a
 * private field ({@code JavaKernel.java}), JJava 1.0-a8 has {@code getJShell()}.
 */
public final class RunningKernel {
    static final String IJAVA = "IJava kernel 1.3.0";
    static final String JJAVA = "JJava 1.0-a8";

    /** Of each kernel: a class, its static method that returns the running kernel, and the class that shows something below a cell. */
    private static final List<Make> MAKES = List.of(
            new Make("io.github.spencerpark.ijava.IJava", "getKernelInstance", "io.github.spencerpark.ijava.runtime.Display"),
            new Make("org.dflib.jjava.kernel.JavaNotebookStatics", "kernel", "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics"));
    private static final String HTML = "text/html";

    private final Object instance;
    private final Class<?> display;

    private record Make(String className, String method, String display) {
    }

    RunningKernel(Object instance, Class<?> display) {
        this.instance = instance;
        this.display = display;
    }

    /** The kernel, if this runs in one. */
    public static Optional<RunningKernel> find() {
        for (Make make : MAKES) {
            try {
                Object kernel = Class.forName(make.className()).getMethod(make.method()).invoke(null);
                if (kernel != null) {
                    return Optional.of(new RunningKernel(kernel, Class.forName(make.display())));
                }
            } catch (ClassNotFoundException e) {
                // Not this kernel; outside a notebook, neither.
                continue;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this version of the kernel is not known: " + make.className(), e);
            }
        }
        return Optional.empty();
    }

    /** The kernel's own object. */
    public Object instance() {
        return instance;
    }

    /** Shows HTML below the running cell; by which name it can be shown anew. */
    public String show(String html) throws ReflectiveOperationException {
        return (String) display.getMethod("display", Object.class, String[].class).invoke(null, html, new String[] {HTML});
    }

    /** Shows other HTML in the place of what was shown under this name. */
    public void showAnew(String name, String html) throws ReflectiveOperationException {
        display.getMethod("updateDisplay", String.class, Object.class, String[].class).invoke(null, name, html, new String[] {HTML});
    }

    /** Whether it is one of these, by the name and version in its banner. */
    boolean isOneOf(List<String> versions) throws ReflectiveOperationException {
        String banner = (String) Reflect.call(instance, "getBanner");
        return Stream.of(banner.split("::|\n")).map(String::strip).anyMatch(versions::contains);
    }

    /** The shell that runs the cells. */
    JShell shell() throws ReflectiveOperationException {
        return (JShell) (isJJava() ? Reflect.call(instance, "getJShell") : Reflect.call(Reflect.value(instance, "evaluator"), "getShell"));
    }

    /** What loads and runs the classes that cells compile to. */
    Object executionControl() throws ReflectiveOperationException {
        Object evaluator = Reflect.value(instance, "evaluator");
        if (isJJava()) {
            return Reflect.value(evaluator, "execControl");
        }
        Object provider = Reflect.value(evaluator, "executionControlProvider");
        return provider.getClass().getMethod("getRegisteredControlByID", String.class).invoke(provider, Reflect.value(evaluator, "executionControlID"));
    }

    /** The commands that begin with a percent sign. */
    Object magics() throws ReflectiveOperationException {
        return Reflect.call(instance, isJJava() ? "getMagicsRegistry" : "getMagics");
    }

    private boolean isJJava() {
        return instance.getClass().getName().startsWith("org.dflib");
    }
}
