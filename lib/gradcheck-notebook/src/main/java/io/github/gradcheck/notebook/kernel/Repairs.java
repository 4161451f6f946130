package io.github.gradcheck.notebook.kernel;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jshell.JShell;

/** Makes each repair where it is needed: every one says which of IJava 1.3.0 and JJava 1.0-a8 have the defect, and other versions get none. */
public final class Repairs {
    private Repairs() {
    }

    /**
     * Repairs the kernel from the next cell on; to be called while a cell runs, because a kernel knows its streams and its connection by the
     * cell that it answers.
     *
     * @param warnFirst takes what a check of an exercise should ask for a sentence before it begins
     * @throws IllegalStateException if the kernel is not made as its version is
     */
    public static void make(RunningKernel kernel, Consumer<Supplier<Optional<String>>> warnFirst) {
        try {
            if (kernel.isOneOf(CellOutput.NEEDED_BY)) {
                KernelStreams.lead(kernel);
            }
            if (kernel.isOneOf(OwnClasses.NEEDED_BY)) {
                OwnClasses.letThemWin(kernel.shell());
            }
            if (kernel.isOneOf(StopButton.NEEDED_BY)) {
                StopButton button = StopButton.endLoops(kernel.shell());
                CellRequests.tell(kernel.instance(), code -> button.begin());
            }
            if (kernel.isOneOf(OldDefinitions.NEEDED_BY)) {
                warn(kernel, warnFirst);
            }
            if (kernel.isOneOf(CellExits.NEEDED_BY)) {
                CellExits.endCellsAlone(kernel);
            }
            if (kernel.isOneOf(ErrorWords.NEEDED_BY)) {
                ErrorWords.mend(kernel.shell());
            }
            if (kernel.isOneOf(OtherKernels.NEEDED_BY)) {
                CellRequests.change(kernel.instance(), OtherKernels.of(kernel)::java);
            }
            // Last, so that all others see a class of a family as JShell does.
            if (kernel.isOneOf(ClassFamilies.NEEDED_BY)) {
                ClassFamilies.letThemWait(kernel);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this kernel is not made as its version is: " + kernel.instance().getClass(), e);
        }
    }

    /** Has a check of an exercise say when it tests what is no longer on the page, or what waits for another definition. */
    private static void warn(RunningKernel kernel, Consumer<Supplier<Optional<String>>> warnFirst) throws ReflectiveOperationException {
        JShell shell = kernel.shell();
        OldDefinitions definitions = new OldDefinitions(shell);
        CellRequests.change(kernel.instance(), code -> {
            definitions.begin(code);
            return definitions.codeOrSentence(code);
        });
        boolean tellsHalf = kernel.isOneOf(HalfDefined.NEEDED_BY);
        warnFirst.accept(() -> definitions.warning().or(() -> tellsHalf ? HalfDefined.warning(shell, definitions.running()) : Optional.empty()));
    }
}
