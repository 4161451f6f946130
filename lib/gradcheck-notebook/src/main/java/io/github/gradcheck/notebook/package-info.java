/**
 * How the kernels come to show pictures, tables, reports and progress. Nothing else in the library knows of notebooks.
 *
 * <p>{@link io.github.gradcheck.notebook.NotebookSupport} is what the first cell calls. {@code ReportHtml} and {@code TableHtml} render,
 * {@code NotebookBar} shows progress, {@code OldDefinitions} warns of methods that are older than the cell that shows them.
 *
 * <p>The others mend what the kernels IJava and JJava lack: {@code CellOutput}, {@code Pace}, {@code LastLines} and {@code KernelStreams} keep a flood
 * of printed lines from the page, {@code Stoppable} and {@code LeftRunning} end what was stopped, {@code OwnClasses} lets a cell define a class under a
 * name of the library, and {@code CellRequests}, {@code RunningCell} and {@code KernelShell} find the cell that runs.
 */
package io.github.gradcheck.notebook;
