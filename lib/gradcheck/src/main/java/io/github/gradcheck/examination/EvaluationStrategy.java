package io.github.gradcheck.examination;

import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.numeric.Reevaluation;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Problem;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How f is evaluated with single entries moved: on how many threads, and in full or incrementally. Faster strategies than full evaluation on the
 * caller's own thread are verified against it before they are used.
 */
final class EvaluationStrategy {
    /** Entries of each parameter in which a faster strategy is verified. */
    private static final int TRIALS = 16;
    /** How far incremental evaluation may be off: a share of the change, and of the value, in which the order of additions shows. */
    private static final double OF_CHANGE = 1e-7;
    private static final double OF_VALUE = 1e-12;
    private static final double STEP = Math.scalb(1.0, -8);

    private final CheckContext context;
    private final int threads;
    private final Optional<Reevaluation> reevaluation;

    private EvaluationStrategy(CheckContext context, int threads, Optional<Reevaluation> reevaluation) {
        this.context = context;
        this.threads = threads;
        this.reevaluation = reevaluation;
    }

    /**
     * The fastest that the caller offers and that gives the same values.
     *
     * @throws IllegalStateException if the function was said to be safe to call concurrently and is not
     */
    static EvaluationStrategy of(CheckContext context, boolean worthTrying) {
        boolean concurrent = context.problem().replica().isPresent();
        int threads = concurrent && worthTrying ? Workers.available(context.options().threads()) : 1;
        Optional<Reevaluation> incremental = context.centre().length == 1 ? context.problem().reevaluation() : Optional.empty();
        EvaluationStrategy all = new EvaluationStrategy(context, threads, incremental);
        if (threads > 1) {
            all.tryThreads();
        }
        if (incremental.isPresent() && !all.incrementalHolds(incremental.get())) {
            return all.withoutIncremental();
        }
        context.notes().threads(threads, concurrent ? context.options().threads() : 1);
        return all;
    }

    EvaluationStrategy withoutIncremental() {
        return new EvaluationStrategy(context, threads, Optional.empty());
    }

    int threads() {
        return threads;
    }

    boolean any() {
        return threads > 1 || isIncremental();
    }

    boolean isIncremental() {
        return reevaluation.isPresent();
    }

    /** What a thread evaluates: the problem itself, or a replica of its own. */
    Problem replica() {
        return threads > 1 ? context.problem().replica().orElseThrow() : context.problem();
    }

    /** The loss by entries of block b, if it is evaluated incrementally; else null. */
    Reevaluation.ByEntry byEntry(int b) {
        return reevaluation.map(model -> model.of(context.block(b).name())).orElse(null);
    }

    // ---- threads

    /** The same values on one thread and on several at once. */
    private void tryThreads() {
        for (int b = 0; b < context.problem().blocks().size(); b++) {
            Block block = context.block(b);
            int[] entries = trials(block);
            double[][] alone = new double[entries.length][];
            for (int e = 0; e < entries.length; e++) {
                alone[e] = moved(context.problem(), b, entries[e]);
            }
            compare(b, entries, alone);
        }
    }

    private void compare(int b, int[] entries, double[][] alone) {
        // Each value as often as there are threads, so that they meet.
        Workers.forEach(entries.length * threads, threads, () -> {
            Problem replica = replica();
            return task -> {
                int e = task % entries.length;
                double[] together = moved(replica, b, entries[e]);
                for (int k = 0; k < together.length; k++) {
                    if (Double.compare(together[k], alone[e][k]) != 0) {
                        throw notConcurrent(context.block(b), entries[e], together[k], alone[e][k]);
                    }
                }
            };
        });
    }

    private double[] moved(Problem on, int b, int i) {
        Block block = on.blocks().get(b);
        return context.forward().withEntry(on, block, i, block.point(i) + (block.roomAbove(i) >= STEP ? STEP : -STEP)).clone();
    }

    static IllegalStateException notConcurrent(Block block, int i, double together, double alone) {
        return new IllegalStateException("f was said to be safe to call concurrently and is not: near " + block.entry(i) + " it gives " + together + " while other threads run and " + alone + " by itself");
    }

    // ---- incremental evaluation

    private boolean incrementalHolds(Reevaluation model) {
        for (int b = 0; b < context.problem().blocks().size(); b++) {
            Block block = context.block(b);
            Reevaluation.ByEntry byEntry = model.of(block.name());
            for (int i : trials(block)) {
                double value = block.point(i) + STEP * Math.max(1, Math.abs(block.point(i)));
                double full = context.forward().withEntry(context.problem(), block, i, value)[0];
                double incremental = byEntry.at(i, value);
                double centre = context.centre()[0];
                double allowed = OF_CHANGE * Math.abs(full - centre) + OF_VALUE * Math.max(Math.abs(full), Math.abs(centre));
                if (!(Math.abs(incremental - full) <= allowed)) {
                    context.notes().add("the model's loss with " + block.entry(i) + " changed is " + incremental
                            + " by incremental evaluation and " + full + " by full evaluation, which was used");
                    return false;
                }
            }
        }
        context.notes().add("incremental evaluation, verified against full evaluation in " + TRIALS + " entries of each array");
        return true;
    }

    private static int[] trials(Block block) {
        int count = Math.min(TRIALS, block.size());
        return IntStream.range(0, count).map(t -> (int) ((long) t * block.size() / count)).filter(i -> !block.isFixed(i)).toArray();
    }
}
