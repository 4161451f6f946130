package io.github.gradcheck.terminal;

import io.github.gradcheck.execution.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Progress as a bar in a terminal, with rate and time left; drawn by the library me.tongfei.progressbar. */
public final class TerminalBar implements Progress.Display {
    private ProgressBar bar;

    /** Made by {@link java.util.ServiceLoader}, one for each long loop. */
    public TerminalBar() {
    }

    @Override
    public void show(String task, long done, long total, double seconds) {
        if (bar == null) {
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUpdateIntervalMillis(200).showSpeed().build();
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
