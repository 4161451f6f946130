package io.github.gradcheck.examination;

import io.github.gradcheck.execution.Deadline;
import io.github.gradcheck.execution.Progress;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Reevaluation;
import io.github.gradcheck.numeric.SlopeMeter;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.slice.Slice;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Measures the partial derivatives of f entry by entry, on as many threads as f allows, and incrementally where the model can.
 *
 * <p>Where another thread or incremental evaluation contradicts the gradient, the entry is measured again without it. Where incremental evaluation
 * agrees, that holds only while the derivative along a random direction through all entries, measured by full evaluation, agrees as well.
 */
final class Entries {
    /** Nobody reads more doubtful entries than this, and their cause shows in fewer. */
    private static final int MOST_SECOND_LOOKS = 64;

    private final CheckContext context;
    private final boolean many;
    private EvaluationStrategy strategy;

    /** @param many whether so many entries will be measured that threads are worth trying */
    Entries(CheckContext context, boolean many) {
        this.context = context;
        this.many = many;
    }

    /** Tried when first needed: a check along directions may never come here. */
    private EvaluationStrategy strategy() {
        strategy = strategy == null ? EvaluationStrategy.of(context, many) : strategy;
        return strategy;
    }

    /** Whether entries are evaluated incrementally. */
    boolean isIncremental() {
        return strategy().isIncremental();
    }

    /** Every entry of block b that is not fixed: [output][entry]. */
    Derivative[][] all(int b, double[][] gradient, Progress progress) {
        return measured(b, IntStream.range(0, context.block(b).size()).toArray(), gradient, progress);
    }

    /** From now on by full evaluation alone. */
    void distrustIncremental() {
        strategy = strategy().withoutIncremental();
    }

    /** Some entries of block b, which is known to be wrong; the others are null. */
    Derivative[][] some(int b, int[] which, double[][] gradient) {
        return measured(b, which, gradient, Progress.NONE);
    }

    private Derivative[][] measured(int b, int[] some, double[][] gradient, Progress progress) {
        int[] which = Arrays.stream(some).filter(i -> !context.block(b).isFixed(i)).toArray();
        Derivative[][] numeric = new Derivative[context.projection().size()][context.block(b).size()];
        EvaluationStrategy chosen = strategy();
        try {
            chosen.forEach(which.length, () -> {
                IntConsumer measure = worker(chosen.replica(), b, chosen.byEntry(b), gradient, numeric);
                return task -> {
                    measure.accept(which[task]);
                    progress.step();
                };
            });
        } catch (Deadline.PassedException e) {
            // What is not measured stays null.
        }
        if (chosen.isDoubted()) {
            lookAgain(b, which, gradient, numeric);
        }
        return numeric;
    }

    private IntConsumer worker(Problem on, int b, Reevaluation.ByEntry byEntry, double[][] gradient, Derivative[][] numeric) {
        Block block = on.blocks().get(b);
        Slice slice = new Slice(numeric.length);
        return i -> {
            slice.of(byEntry != null ? (t, values, offset) -> values[offset] = incrementally(byEntry, i, t)
                    : (t, values, offset) -> context.projection().apply(context.forward().withEntry(on, block, i, t), values, offset), block.point(i), block.scale(i));
            for (int r = 0; r < numeric.length; r++) {
                numeric[r][i] = SlopeMeter.measure(slice, r, context.centre()[r], claim(gradient[r][i]));
            }
        };
    }

    private Claim claim(double a) {
        return Claim.of(a, context.options().within(), 0);
    }

    private double incrementally(Reevaluation.ByEntry byEntry, int i, double t) {
        context.forward().count();
        return byEntry.at(i, t);
    }

    /** What disagrees, or could not be decided, is measured again by full evaluation on the caller's own thread. */
    private void lookAgain(int b, int[] which, double[][] gradient, Derivative[][] numeric) {
        int[] doubtful = Arrays.stream(which).filter(i -> isDoubtful(i, gradient, numeric)).limit(MOST_SECOND_LOOKS).toArray();
        Derivative[][] again = new Derivative[numeric.length][numeric[0].length];
        IntConsumer measure = worker(context.problem(), b, null, gradient, again);
        for (int i : doubtful) {
            if (!isMeasured(measure, i)) {
                // What several threads, or incremental evaluation, gave is nothing before it is verified.
                Arrays.stream(numeric).forEach(row -> row[i] = null);
                continue;
            }
            for (int r = 0; r < numeric.length; r++) {
                if (!strategy.isIncremental() && numeric[r][i] != null && !again[r][i].equals(numeric[r][i])) {
                    throw strategy.differs(b, i, numeric[r][i].value(), again[r][i].value());
                }
                numeric[r][i] = again[r][i];
            }
        }
    }

    /** Whether there was time for it. */
    private static boolean isMeasured(IntConsumer measure, int i) {
        try {
            measure.accept(i);
            return true;
        } catch (Deadline.PassedException e) {
            return false;
        }
    }

    private boolean isDoubtful(int i, double[][] gradient, Derivative[][] numeric) {
        for (int r = 0; r < numeric.length; r++) {
            if (numeric[r][i] != null && claim(gradient[r][i]).answer(numeric[r][i]) != Claim.Answer.AGREES) {
                return true;
            }
        }
        return false;
    }
}
