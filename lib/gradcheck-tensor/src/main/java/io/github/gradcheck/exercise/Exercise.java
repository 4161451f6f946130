package io.github.gradcheck.exercise;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Checks an answer in a notebook: prints one sentence that says what is still wrong, and gives the points.
 *
 * <p>The points are the value of the cell. nbgrader takes them from there, and nothing has to be thrown: a wrong answer leaves a
 * sentence and no stack trace in any kernel, and the cells below still run.
 */
public final class Exercise {
    /** What may be printed between a right answer and a wrong one of the same formula in double precision. */
    private static final double CLOSE = 1e-6;

    /** An answer put to the test. */
    @FunctionalInterface
    public interface Test {
        /** Runs; throws if the answer is wrong. */
        void run() throws Exception;
    }

    private static volatile Supplier<Optional<String>> warnings = Optional::empty;

    private Exercise() {
    }

    /** Has each check say this first, where there is something to say; the points stay what they are. */
    public static void warnFirst(Supplier<Optional<String>> warning) {
        warnings = warning;
    }

    /**
     * Runs a test and prints what came of it.
     *
     * <p>Whatever an answer writes to stderr goes to stdout: nbgrader gives no points to a cell that wrote to stderr.
     *
     * @param points what a right answer is worth
     * @return the points, or 0
     * @throws IllegalArgumentException if points is not positive or not finite
     * @throws CancellationException if the thread is interrupted
     */
    public static double check(double points, Test test) {
        if (!(points > 0) || Double.isInfinite(points)) {
            throw new IllegalArgumentException("points must be finite and positive: " + points);
        }
        PrintStream stderr = System.err;
        System.setErr(System.out);
        try {
            warnings.get().ifPresent(System.out::println);
            test.run();
            System.out.println("Right.");
            return points;
        } catch (CancellationException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted while the answer was checked").initCause(e);
        } catch (Exception | AssertionError | VirtualMachineError | LinkageError e) {
            // No other error: JShell ends a cell that is stopped by one of its own.
            System.out.println(Complaint.about(e));
            return 0;
        } finally {
            System.setErr(stderr);
        }
    }

    /** Goes on only if the condition holds; the sentence tells the student what does not. */
    public static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new Complaint(sentence);
        }
    }

    /** Goes on only if the number is the expected one, but for rounding error; NaN is never. */
    public static void requireClose(String what, double yours, double expected) {
        require(near(yours, expected), what + " is " + figure(yours) + "; it should be " + figure(expected) + ".");
    }

    /** Goes on only if there is an array, and of this shape. */
    public static void requireShape(String what, NDArray yours, int... shape) {
        require(yours != null, what + " is null.");
        require(Arrays.equals(yours.shape(), shape), what + " has shape " + Shape.tuple(yours.shape()) + "; it should be " + Shape.tuple(shape) + ".");
    }

    /** Goes on only if the array has the expected shape and entries, but for rounding error. */
    public static void requireClose(String what, NDArray yours, NDArray expected) {
        requireShape(what, yours, expected.shape());
        for (int i = 0; i < yours.size(); i++) {
            requireClose("Entry " + Shape.tuple(Shape.unravel(i, yours.shape())) + " of " + what, yours.getFlat(i), expected.getFlat(i));
        }
    }

    /** Goes on only if this call does not come through a class that does the student's work; for the function that an answer calls. */
    public static void requireNotCalledBy(Class<?> ready) {
        require(StackWalker.getInstance().walk(frames -> frames.noneMatch(frame -> frame.getClassName().equals(ready.getName()))),
                "Your code calls " + ready.getSimpleName() + ", which does the work for you: write it yourself.");
    }

    /** Goes on only if the array is what it was, bit for bit: the first entry that is not is shown with all its digits, and what it is off by. */
    public static void requireUnchanged(String what, NDArray now, NDArray before) {
        requireShape(what, now, before.shape());
        for (int i = 0; i < now.size(); i++) {
            double value = now.getFlat(i);
            double old = before.getFlat(i);
            require(Double.compare(value, old) == 0, "Entry " + Shape.tuple(Shape.unravel(i, now.shape())) + " of " + what + " is not what it was: it is "
                    + value + " and was " + old + ", a difference of " + String.format(Locale.ROOT, "%.1e", value - old) + ".");
        }
    }

    /** Goes on only if the gradient passed its check; else the report says which entries are wrong, and how. */
    public static void requireRight(GradientReport report) {
        require(report.passed(), Hint.from(report, List.of()));
    }

    /**
     * The same, where the sentence calls the inputs by their names.
     *
     * @param names one for each parameter of the report, in its order
     * @throws IllegalArgumentException if there are fewer names, or more
     */
    public static void requireRight(GradientReport report, String... names) {
        if (names.length != report.parameters().size()) {
            throw new IllegalArgumentException("names must be " + report.parameters().size() + ", one for each parameter: " + Arrays.toString(names));
        }
        require(report.passed(), Hint.from(report, List.of(names)));
    }

    private static boolean near(double yours, double expected) {
        return yours == expected || Math.abs(yours - expected) <= CLOSE * Math.max(1, Math.abs(expected));
    }

    static String figure(double value) {
        return String.format(Locale.ROOT, "%.7g", value);
    }
}
