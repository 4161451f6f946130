package io.github.gradcheck.course;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * The order of the tests with kernels, of which two classes run at a time: one thread begins with the first, the other with the last. What takes
 * longest stands at the ends, the short ones in the middle. Classes that wait for the same notebooks stand side by side, so that one thread has them.
 */
public final class BothEnds implements ClassOrderer {
    private static final List<String> FIRST = List.of("FiguresIT", "FurtherFiguresIT", "EveryNotebookIT", "DecksIT");
    private static final List<String> LAST = List.of("GradingIT", "BrowserIT", "BinderIT");

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparingInt(BothEnds::place));
    }

    private static int place(ClassDescriptor descriptor) {
        String name = descriptor.getTestClass().getSimpleName();
        return FIRST.contains(name) ? FIRST.indexOf(name) - FIRST.size() : 1 + LAST.indexOf(name);
    }
}
