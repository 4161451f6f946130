package io.github.gradcheck.examination;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * A note of the point at which f threw an exception, among the suppressed exceptions of that one, which is thrown on as it is.
 *
 * <p>A caller may rely on the type of what his function throws, so it is not wrapped; and yet it is no use to read that f failed at a point
 * at which it does not fail.
 */
final class EvaluationSite extends Exception {
    private static final long serialVersionUID = 1L;

    private EvaluationSite(String message) {
        super(message, null, false, false);
    }

    /** Notes it, once for each exception; an interruption needs no note. */
    static void note(Throwable thrown, Supplier<String> what) {
        boolean known = Arrays.stream(thrown.getSuppressed()).anyMatch(other -> other instanceof EvaluationSite);
        if (!known && !(thrown instanceof CancellationException)) {
            thrown.addSuppressed(new EvaluationSite("f was evaluated next to the point that is checked: " + what.get()));
        }
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
