package io.github.gradcheck.examination;

import io.github.gradcheck.direction.Direction;
import io.github.gradcheck.execution.ArrayLock;
import io.github.gradcheck.execution.Deadline;
import io.github.gradcheck.numeric.TaylorRemainder;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The remainders of a Taylor test, along one random direction through all parameters; of several values, of a random weighting of them. */
public final class Remainders {
    /** Each step is a quarter of the one before: the last is 4⁻¹⁴, about 4e-9. */
    private static final int STEPS = 14;

    private final Problem problem;
    private final Forward forward;
    private final double[] values;
    private final double[] upstream;
    private final List<Direction> directions = new ArrayList<>();
    private double slope;
    private double rounding;

    private Remainders(Problem problem, CheckOptions options) {
        this.problem = problem;
        this.forward = new Forward(problem, options, new Deadline(Deadline.FOREVER));
        this.values = forward.atPoint();
        this.upstream = values.length == 1 ? new double[] {1} : Direction.weights(values.length, new SplittableRandom(options.seed()));
        List<double[]> gradients = problem.vjp(upstream.clone());
        for (int b = 0; b < gradients.size(); b++) {
            add(problem.blocks().get(b), gradients.get(b), options.seed() + b);
        }
        for (int k = 0; k < values.length; k++) {
            rounding += Math.ulp(upstream[k] * values[k]);
        }
    }

    private void add(Block block, double[] gradient, long seed) {
        Direction direction = block.free() == 0 ? null : Direction.of(block, seed);
        directions.add(direction);
        if (direction != null) {
            slope += direction.scale() * direction.along(gradient, 0, block.size());
            for (int i = 0; i < block.size(); i++) {
                rounding += block.isFixed(i) ? 0 : Math.ulp(gradient[i] * block.point(i)) / 2;
            }
        }
    }

    /**
     * Moves the parameters, which are restored bit for bit.
     *
     * @throws ArithmeticException if f is not finite at the point itself
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static TaylorRemainder of(Problem problem, CheckOptions options) {
        return ArrayLock.during(problem.blocks().stream().flatMap(block -> block.array().stream()).toList(), () -> {
            try {
                return new Remainders(problem, options).all();
            } finally {
                problem.blocks().forEach(Block::restoreAll);
            }
        });
    }

    private TaylorRemainder all() {
        List<TaylorRemainder.Step> steps = new ArrayList<>();
        for (int k = 1; k <= STEPS; k++) {
            double t = Math.scalb(1.0, -2 * k);
            double remainder = Math.abs(change(t) - t * slope);
            if (!Double.isNaN(remainder) || Double.isNaN(slope)) {
                steps.add(new TaylorRemainder.Step(t, remainder, rounding));
            }
        }
        return TaylorRemainder.of(steps);
    }

    private double change(double t) {
        problem.blocks().forEach(Block::restoreAll);
        for (int b = 0; b < directions.size(); b++) {
            Block block = problem.blocks().get(b);
            if (directions.get(b) != null) {
                directions.get(b).move(block, 0, block.size(), t * directions.get(b).scale());
            }
        }
        double[] moved = forward.elsewhere(problem);
        double change = 0;
        for (int k = 0; k < values.length; k++) {
            change += upstream[k] * (moved[k] - values[k]);
        }
        return change;
    }
}
