package io.github.gradcheck.examination;

import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Samples;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Limits;
import io.github.gradcheck.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** One run over a function and its backward pass, in which everything is measured and nothing judged. */
public final class Examination {
    private final Problem problem;
    private final Limits limits;
    private final List<Observation> observations = new ArrayList<>();
    private Projection projection;
    private double[] centre;
    private int outputs = -1;
    private boolean changesItsInput;
    private long evaluations;

    /** Nothing is evaluated before {@link #run}. */
    public Examination(Problem problem, Limits limits) {
        this.problem = problem;
        this.limits = limits;
    }

    /**
     * Measures every entry; all arrays come back bit for bit, whatever happens.
     *
     * @throws IllegalArgumentException if there is no entry, or a gradient does not fit its array
     * @throws ArithmeticException if the function is not finite at the point itself
     * @throws CancellationException if the thread is interrupted
     */
    public List<Measured> run() {
        long entries = problem.blocks().stream().mapToLong(Block::size).sum();
        if (entries == 0) {
            throw new IllegalArgumentException("there is nothing to check: "
                    + (problem.blocks().isEmpty() ? "no parameter was given" : "no parameter has an entry"));
        }
        try {
            double[] values = valuesAtPoint();
            projection = Projection.of(values.length, entries, limits.seed());
            centre = new double[projection.size()];
            projection.apply(values, centre, 0);
            Backward backward = new Backward(problem, projection, limits);
            List<double[][]> gradients = backward.gradients();
            observations.addAll(backward.observations());
            List<Measured> measured = new ArrayList<>();
            for (int b = 0; b < gradients.size(); b++) {
                measured.add(measured(problem.blocks().get(b), gradients.get(b)));
            }
            compareForward(values, valuesAtPoint());
            return withRoundoff(measured, gradients, backward);
        } finally {
            problem.blocks().forEach(Block::restoreAll);
        }
    }

    /** What the function or its backward pass did and should not do. */
    public List<Observation> observations() {
        return List.copyOf(observations);
    }

    /** How often the function was evaluated. */
    public long evaluations() {
        return evaluations;
    }

    private Measured measured(Block block, double[][] gradient) {
        Samples samples = new Samples(projection.size());
        Derivative[][] numeric = new Derivative[projection.size()][block.size()];
        long before = evaluations;
        for (int i = 0; i < block.size(); i++) {
            int entry = i;
            samples.of((t, values, offset) -> projection.apply(valuesWith(block, entry, t), values, offset));
            for (int r = 0; r < numeric.length; r++) {
                numeric[r][i] = Derivative.of(samples, r, block.point(i), centre[r], 0, gradient[r][i]);
            }
        }
        return new Measured(block, centre, gradient, numeric, new double[numeric.length][block.size()], evaluations - before);
    }

    /** Before a gradient is doubted: it was computed in floating point itself. */
    private static List<Measured> withRoundoff(List<Measured> measured, List<double[][]> gradients, Backward backward) {
        if (measured.stream().allMatch(Measured::agrees)) {
            return measured;
        }
        List<double[][]> roundoff = backward.roundoff(gradients);
        List<Measured> all = new ArrayList<>();
        for (int b = 0; b < measured.size(); b++) {
            all.add(measured.get(b).withRoundoff(roundoff.get(b)));
        }
        return all;
    }

    private double[] valuesWith(Block block, int i, double t) {
        block.move(i, t);
        try {
            return evaluate();
        } finally {
            if (changesItsInput) {
                problem.blocks().forEach(Block::restoreAll);
            } else {
                block.restore(i);
            }
        }
    }

    private double[] valuesAtPoint() {
        double[] values = evaluate().clone();
        outputs = values.length;
        noticeChanges();
        if (values.length == 0) {
            throw new IllegalArgumentException("there is nothing to check: f has no value");
        }
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new ArithmeticException("f is " + values[k] + (values.length == 1 ? "" : " in output " + k)
                        + " at the point itself: there is nothing to differentiate");
            }
        }
        return values;
    }

    private double[] evaluate() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the check was interrupted; all parameters are restored");
        }
        evaluations++;
        double[] values = problem.values();
        if (outputs >= 0 && values.length != outputs) {
            throw new IllegalStateException("f has " + outputs + " values at the point and " + values.length + " next to it");
        }
        return values;
    }

    private void noticeChanges() {
        for (Block block : problem.blocks()) {
            int i = block.firstChanged();
            if (i >= 0 && !changesItsInput) {
                changesItsInput = true;
                observations.add(Observation.ofFunction("f changes its input: " + block.change(i)));
            }
        }
        if (changesItsInput) {
            problem.blocks().forEach(Block::restoreAll);
        }
    }

    private void compareForward(double[] before, double[] after) {
        double largest = 0;
        for (int k = 0; k < before.length; k++) {
            largest = Math.max(largest, Math.abs(after[k] - before[k]));
        }
        if (!Arrays.equals(before, after) && !(largest <= limits.repeatable())) {
            observations.add(Observation.ofFunction("f is not repeatable: two evaluations at the same point differ by " + Figure.size(largest)));
        }
    }
}
