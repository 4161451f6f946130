package io.github.gradcheck.notebook;

import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.execution.Progress;
import io.github.gradcheck.exercise.Exercise;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.notebook.chart.Html;
import io.github.gradcheck.notebook.chart.Picture;
import io.github.gradcheck.notebook.kernel.Reflect;
import io.github.gradcheck.notebook.kernel.Repairs;
import io.github.gradcheck.notebook.kernel.RunningKernel;
import io.github.gradcheck.notebook.motion.MovingPicture;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * Teaches the kernel that runs a notebook to show pictures, charts, tables, tensors and reports.
 *
 * <p>Both kernels, IJava and JJava, have the same renderer under different names. It is reached by reflection. What is broken in them is
 * mended besides, by {@link Repairs}.
 */
public final class NotebookSupport {
    private static final String HTML = "text/html";
    private static final String PLAIN = "text/plain";
    private static boolean installed;

    private NotebookSupport() {
    }

    /**
     * Makes pictures, charts, tables, arrays, tensors and reports show themselves as a cell's last expression, other values in short, and long
     * checks their progress; once is enough.
     */
    public static synchronized void install() {
        if (!installed) {
            // A dead DISPLAY would make AWT fail at the first chart.
            System.setProperty("java.awt.headless", "true");
            RunningKernel.find().ifPresent(kernel -> {
                register(kernel.instance());
                Repairs.make(kernel, Exercise::warnFirst);
            });
            Progress.showIn(NotebookBar::ofRunningKernel);
            installed = true;
        }
    }

    /** Registers a way to show each type with a kernel's renderer. */
    static void register(Object kernel) {
        try {
            Object renderer = Reflect.call(kernel, "getRenderer");
            show(renderer, Picture.class, Picture::html);
            show(renderer, MovingPicture.class, MovingPicture::html);
            show(renderer, Table.class, TableHtml::of);
            show(renderer, Chart.class, ChartHtml::of);
            show(renderer, NDArray.class, array -> preformatted(array.toString()));
            show(renderer, Tensor.class, tensor -> preformatted(tensor.toString()));
            show(renderer, GradientReport.class, ReportHtml::of);
            // All else, and texts by themselves: the kernels have a way of their own for these.
            show(renderer, Object.class, PLAIN, ValueText::of);
            show(renderer, String.class, PLAIN, ValueText::cut);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this kernel has no renderer of the kind that IJava and JJava have: " + kernel.getClass(), e);
        }
    }

    private static String preformatted(String text) {
        return "<pre>" + Html.escape(text) + "</pre>";
    }

    private static <T> void show(Object renderer, Class<T> type, Function<T, String> html) throws ReflectiveOperationException {
        show(renderer, type, HTML, html);
    }

    /** renderer.createRegistration(type).preferring(format).register((value, context) → context…putData(format, words)) */
    private static <T> void show(Object renderer, Class<T> type, String format, Function<T, String> words) throws ReflectiveOperationException {
        Object registration = renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
        Object preferring = registration.getClass().getMethod("preferring", String[].class)
                .invoke(registration, (Object) new String[] {format});
        Method register = Reflect.method(preferring.getClass(), "register", 1);
        Class<?> renderFunction = register.getParameterTypes()[0];
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return objectMethod(proxy, method.getName(), arguments);
            }
            Object container = Reflect.call(arguments[1], "getOutputContainer");
            container.getClass().getMethod("putData", String.class, Object.class).invoke(container, format, words.apply(type.cast(arguments[0])));
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
}
