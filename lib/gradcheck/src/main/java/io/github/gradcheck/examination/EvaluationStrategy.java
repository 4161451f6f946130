package io.github.gradcheck.examination;

import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.numeric.Reevaluation;
import io.github.gradcheck.problem.Batches;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Problem;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How f is evaluated with single entries moved: on how many threads, and in full or incrementally. Faster strategies than full evaluation on the
 * caller's own thread are verified against it before they are used.
 */
final class EvaluationStrategy {
    /** Entries of each parameter in which a faster strategy is verified. */
    private static final int TRIALS = 16;
    /** The same where an evaluation is costly. */
    private static final int FEW_TRIALS = 3;
    /** Points in a batch: each has a thread that waits for it. */
    private static final int MOST_AT_ONCE = 256;
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
        if (context.problem().batches().isPresent()) {
            return elsewhere(context);
        }
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

    /** By the caller's evaluator, verified at few points: an evaluation is costly, else it would stay here. */
    private static EvaluationStrategy elsewhere(CheckContext context) {
        EvaluationStrategy strategy = new EvaluationStrategy(context, MOST_AT_ONCE, Optional.empty());
        for (int b = 0; b < context.problem().blocks().size(); b++) {
            int[] trials = trials(context.block(b));
                int[] few = IntStream.range(0, Math.min(FEW_TRIALS, trials.length)).map(t -> trials[t * trials.length / Math.min(FEW_TRIALS, trials.length)]).toArray();
            strategy.compare(b, few, 1);
        }
        context.notes().add("evaluated in batches by the caller's evaluator, verified at " + FEW_TRIALS + " points of each array");
        return strategy;
    }

    /** Runs tasks on this strategy's threads; with an evaluator each of them waits for one point of a batch. */
    void forEach(int count, Supplier<IntConsumer> worker) {
        Optional<Batches> batches = context.problem().batches();
        if (batches.isEmpty()) {
            Workers.forEach(count, threads, worker);
        } else {
            batches.get().begin(Math.min(count, threads));
            Workers.forEach(count, threads, 1, worker, batches.get()::end);
        }
    }

    EvaluationStrategy withoutIncremental() {
        return new EvaluationStrategy(context, threads, Optional.empty());
    }

    /** Whether what it gives is doubted where it contradicts a gradient: an evaluator is too costly to be asked twice. */
    boolean isDoubted() {
        return threads > 1 && context.problem().batches().isEmpty() || isIncremental();
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
            int[] entries = trials(context.block(b));
            // Each value as often as there are threads, so that they meet.
            compare(b, entries, threads);
        }
    }

    private void compare(int b, int[] entries, int times) {
        double[][] alone = new double[entries.length][];
        for (int e = 0; e < entries.length; e++) {
            alone[e] = moved(context.problem(), b, entries[e]);
        }
        forEach(entries.length * times, () -> {
            Problem replica = replica();
            return task -> {
                int e = task % entries.length;
                double[] together = moved(replica, b, entries[e]);
                for (int k = 0; k < together.length; k++) {
                    if (Double.compare(together[k], alone[e][k]) != 0) {
                        throw differs(b, entries[e], together[k], alone[e][k]);
                    }
                }
            };
        });
    }

    private double[] moved(Problem on, int b, int i) {
        Block block = on.blocks().get(b);
        return context.forward().withEntry(on, block, i, block.point(i) + (block.roomAbove(i) >= STEP ? STEP : -STEP)).clone();
    }

    IllegalStateException differs(int b, int i, double together, double alone) {
        String entry = context.block(b).entry(i);
        return new IllegalStateException(context.problem().batches().isPresent()
                ? "the evaluator does not have the values of f: near " + entry + " it gives " + together + ", and f gives " + alone
                : "f was said to be safe to call concurrently and is not: near " + entry + " it gives " + together + " while other threads run and " + alone + " by itself");
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
