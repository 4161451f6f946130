package io.github.gradcheck.notebook;

import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.execution.Progress;
import io.github.gradcheck.exercise.Exercise;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.notebook.chart.Html;
import io.github.gradcheck.notebook.chart.Picture;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jdk.jshell.JShell;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * Teaches the kernel that runs a notebook to show pictures, charts, tables, tensors and reports.
 *
 * <p>IJava and JJava have the same interface under different names. It is reached by reflection, so that one jar serves
 * both and the library needs neither to compile.
 */
public final class NotebookSupport {
    /** A class of each kernel and its static method that returns the running kernel. */
    private static final List<Handle> KERNELS = List.of(
            new Handle("io.github.spencerpark.ijava.IJava", "getKernelInstance"),
            new Handle("org.dflib.jjava.kernel.JavaNotebookStatics", "kernel"));

    private static boolean installed;

    private record Handle(String className, String method) {
    }

    private NotebookSupport() {
    }

    /**
     * Makes pictures, charts, tables, arrays, tensors and reports show themselves as a cell's last expression, and long checks their
     * progress; once is enough.
     */
    public static synchronized void install() {
        if (!installed) {
            // A dead DISPLAY would make AWT fail at the first chart.
            System.setProperty("java.awt.headless", "true");
            runningKernel().ifPresent(kernel -> {
                register(kernel);
                leadOutput(kernel);
                KernelShell.of(kernel).ifPresent(OwnClasses::letThemWin);
                KernelShell.of(kernel).ifPresent(LeftRunning::end);
                KernelShell.of(kernel).ifPresent(shell -> warnOfOldDefinitions(kernel, shell));
            });
            Progress.showIn(NotebookBar::ofRunningKernel);
            installed = true;
        }
    }

    /** Has few messages carry what cells print; all of it is sent before what a cell's next statement shows. */
    private static void leadOutput(Object kernel) {
        try {
            List<CellOutput> outputs = KernelStreams.lead(kernel);
            KernelShell.of(kernel).ifPresent(shell -> shell.onSnippetEvent(event -> outputs.forEach(CellOutput::sendOrForget)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this kernel has no streams of the kind that IJava and JJava have: " + kernel.getClass(), e);
        }
    }

    /** Has a check of an exercise say when it tests what is no longer on the page. */
    private static void warnOfOldDefinitions(Object kernel, JShell shell) {
        try {
            OldDefinitions definitions = OldDefinitions.watch(kernel, shell);
            Exercise.warnFirst(() -> definitions.warning(shell));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this kernel takes cells in another way than IJava and JJava: " + kernel.getClass(), e);
        }
    }

    /** Registers a way to show each type with a kernel's renderer. */
    static void register(Object kernel) {
        try {
            Object renderer = call(kernel, "getRenderer");
            show(renderer, Picture.class, Picture::html);
            show(renderer, Table.class, TableHtml::of);
            show(renderer, Chart.class, NotebookSupport::chartHtml);
            show(renderer, NDArray.class, array -> preformatted(array.toString()));
            show(renderer, Tensor.class, tensor -> preformatted(tensor.toString()));
            show(renderer, GradientReport.class, ReportHtml::of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this kernel has no renderer of the kind that IJava and JJava have: " + kernel.getClass(), e);
        }
    }

    private static String chartHtml(Chart<?, ?> chart) {
        String title = chart.getTitle();
        String words = title == null || title.isBlank() ? "A chart without a title" : title;
        return Picture.paint(chart.getWidth(), chart.getHeight(), words, graphics -> chart.paint(graphics, chart.getWidth(), chart.getHeight())).html();
    }

    private static String preformatted(String text) {
        return "<pre>" + Html.escape(text) + "</pre>";
    }

    /** renderer.createRegistration(type).preferring("text/html").register((value, context) → context…putHTML(html)) */
    private static <T> void show(Object renderer, Class<T> type, Function<T, String> html) throws ReflectiveOperationException {
        Object registration = renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
        Object preferring = registration.getClass().getMethod("preferring", String[].class)
                .invoke(registration, (Object) new String[] {"text/html"});
        Method register = oneNamed(preferring.getClass(), "register", 1);
        Class<?> renderFunction = register.getParameterTypes()[0];
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return objectMethod(proxy, method.getName(), arguments);
            }
            Object container = call(arguments[1], "getOutputContainer");
            container.getClass().getMethod("putHTML", String.class).invoke(container, html.apply(type.cast(arguments[0])));
            return null;
        };
        register.invoke(preferring, Proxy.newProxyInstance(renderFunction.getClassLoader(), new Class<?>[] {renderFunction}, handler));
    }

    /** What every object answers; the kernel may put the function into a map. */
    private static Object objectMethod(Object proxy, String name, Object[] arguments) {
        return switch (name) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "renderer of the gradient-checking notebooks";
        };
    }

    private static Optional<Object> runningKernel() {
        for (Handle handle : KERNELS) {
            try {
                Object kernel = Class.forName(handle.className()).getMethod(handle.method()).invoke(null);
                if (kernel != null) {
                    return Optional.of(kernel);
                }
            } catch (ClassNotFoundException e) {
                // Not this kernel; outside a notebook, neither.
                continue;
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("this version of the kernel is not known: " + handle.className(), e);
            }
        }
        return Optional.empty();
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    static Method oneNamed(Class<?> type, String name, int parameters) throws NoSuchMethodException {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == parameters) {
                return method;
            }
        }
        throw new NoSuchMethodException(type + " has no method " + name);
    }
}
