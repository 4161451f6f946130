/**
 * Repairs of the two kernels that the notebooks run in, IJava 1.3.0 and JJava 1.0-a8. Every class says which defect of which kernel it mends,
 * and in which file upstream that is; it is left out in a kernel of another kind or version. Not exported.
 *
 * <p>{@link io.github.gradcheck.notebook.kernel.RunningKernel} finds the kernel, and {@link io.github.gradcheck.notebook.kernel.Repairs} makes the
 * repairs. {@code CellOutput} keeps a flood of printed lines from the page, {@code Stoppable} and {@code StopButton} end what was stopped,
 * {@code OwnClasses} lets a cell define a class under a name of the library and {@code ClassFamilies} a class that needs one below it,
 * {@code OldDefinitions} and {@code HalfDefined} say when a check is about other code than that on the page, {@code CellExits} ends a cell where
 * the kernel would end, {@code ErrorWords} and {@code OtherKernels} have words for what was an empty or endless message. It uses no other
 * package of the library.
 */
package io.github.gradcheck.notebook.kernel;
