/**
 * What the Java kernels of Jupyter show: charts and tables of reports, and how far a long check has come.
 *
 * <p>Start at {@link io.github.gradcheck.notebook.NotebookSupport}, and at the charts of {@link io.github.gradcheck.notebook.chart}.
 */
@SuppressWarnings("requires-transitive-automatic") // Pictures and tables are handed out, and neither library has a module-info yet.
module io.github.gradcheck.notebook {
    requires transitive io.github.gradcheck.tensor;
    requires transitive java.desktop;
    requires jdk.jshell;
    requires me.tongfei.progressbar;
    requires org.objectweb.asm;
    requires transitive tablesaw.core;
    requires transitive xchart;

    exports io.github.gradcheck.notebook;
    exports io.github.gradcheck.notebook.chart;
    exports io.github.gradcheck.notebook.motion;

    provides io.github.gradcheck.execution.Progress.Display with io.github.gradcheck.terminal.TerminalBar;
}
