package io.github.gradcheck.notebook;

import io.github.gradcheck.execution.Progress;
import io.github.gradcheck.notebook.chart.Html;
import io.github.gradcheck.notebook.kernel.RunningKernel;
import java.util.Locale;
import java.util.Optional;

/** Progress as a bar below a notebook's cell, with rate and time left, drawn anew in its place. */
final class NotebookBar implements Progress.Display {
    private final RunningKernel kernel;
    private String name;

    private NotebookBar(RunningKernel kernel) {
        this.kernel = kernel;
    }

    /** A bar for the kernel that runs this, if one does. */
    static Optional<Progress.Display> ofRunningKernel() {
        return RunningKernel.find().map(NotebookBar::new);
    }

    @Override
    public void show(String task, long done, long total, double seconds) {
        String html = html(task, done, total, seconds);
        try {
            if (name == null) {
                name = kernel.show(html);
            } else {
                kernel.showAnew(name, html);
            }
        } catch (ReflectiveOperationException e) {
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
