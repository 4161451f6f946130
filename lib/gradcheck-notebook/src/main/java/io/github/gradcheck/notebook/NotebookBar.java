package io.github.gradcheck.notebook;

import io.github.gradcheck.execution.Progress;
import io.github.gradcheck.notebook.chart.Html;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Progress as a bar below a notebook's cell, with rate and time left, drawn anew in its place. */
final class NotebookBar implements Progress.Display {
    /** A class of each kernel whose static methods show something, and show something else in its place. */
    private static final List<String> KERNELS =
            List.of("io.github.spencerpark.ijava.runtime.Display", "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics");
    private static final String HTML = "text/html";

    private final Method display;
    private final Method update;
    private String id;

    private NotebookBar(Method display, Method update) {
        this.display = display;
        this.update = update;
    }

    /** A bar for the kernel that runs this, if one does. */
    static Optional<Progress.Display> ofRunningKernel() {
        for (String name : KERNELS) {
            try {
                Class<?> kernel = Class.forName(name);
                return Optional.of(new NotebookBar(kernel.getMethod("display", Object.class, String[].class),
                        kernel.getMethod("updateDisplay", String.class, Object.class, String[].class)));
            } catch (ClassNotFoundException e) {
                // Not this kernel.
                continue;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("this version of the kernel is not known: " + name, e);
            }
        }
        return Optional.empty();
    }

    @Override
    public void show(String task, long done, long total, double seconds) {
        String html = html(task, done, total, seconds);
        try {
            if (id == null) {
                id = (String) display.invoke(null, html, new String[] {HTML});
            } else {
                update.invoke(null, id, html, new String[] {HTML});
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the kernel does not show progress", e);
        }
    }

    static String html(String task, long done, long total, double seconds) {
        double rate = done / seconds;
        String left = done >= total ? String.format(Locale.ROOT, "%.1f s", seconds) : rate > 0 ? time((total - done) / rate) + " left" : "";
        return String.format(Locale.ROOT, "<div style=\"font-size:110%%\"><progress value=\"%d\" max=\"%d\" style=\"width:40%%\"></progress> "
                + "%s: %,d of %,d entries, %.0f %%, %,.0f a second, %s</div>", done, total, Html.escape(task), done, total, 100.0 * done / total, rate, left);
    }

    private static String time(double seconds) {
        return seconds < 90 ? String.format(Locale.ROOT, "%.0f s", seconds) : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    @Override
    public void close() {
        // The bar stays as it was drawn last.
    }
}
