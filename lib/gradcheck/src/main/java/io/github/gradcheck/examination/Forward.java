package io.github.gradcheck.examination;

import io.github.gradcheck.direction.Direction;
import io.github.gradcheck.execution.ArrayLockedException;
import io.github.gradcheck.execution.Deadline;
import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.EvaluatorException;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.tie.Coordinate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Evaluates the function under test at the point and near it, counts the evaluations, and verifies that it repeats and leaves its input alone. */
final class Forward {
    /** Of a long point, or of many parameters, only so many are named. */
    private static final int SHOWN = 4;

    private final Problem problem;
    private final CheckOptions options;
    private final List<ContractViolation> violations = new ArrayList<>();
    private final LongAdder evaluations = new LongAdder();
    private final AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    private final Deadline deadline;
    private int outputs = -1;
    private boolean isAtPoint;
    private boolean isCallOrderProbed;
    private boolean changesItsInput;

    Forward(Problem problem, CheckOptions options, Deadline deadline) {
        this.problem = problem;
        this.options = options;
        this.deadline = deadline;
    }

    long evaluations() {
        return evaluations.sum();
    }

    List<ContractViolation> violations() {
        return violations;
    }

    /**
     * The values at the point itself.
     *
     * @throws ArithmeticException if one is not finite
     */
    double[] atPoint() {
        isAtPoint = true;
        double[] values = evaluate(problem).clone();
        isAtPoint = false;
        outputs = values.length;
        noticeChanges();
        if (values.length == 0) {
            throw new IllegalArgumentException("there is nothing to check: f has no value");
        }
        requireFinite(values, () -> "at the point itself, " + point() + ": there is nothing to differentiate");
        return values;
    }

    private void requireFinite(double[] values, Supplier<String> where) {
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new ArithmeticException((values.length == 1 ? "f" : problem.output(k)) + " is " + values[k] + " " + where.get());
            }
        }
    }

    /** In words, such as "x = [0.0, -1.0]"; of many parameters or a long one the first few. */
    private String point() {
        String more = problem.blocks().size() > SHOWN ? ", …" : "";
        return problem.blocks().stream().limit(SHOWN).map(Forward::coordinates).collect(Collectors.joining(", ", "", more));
    }

    private static String coordinates(Block block) {
        return IntStream.range(0, Math.min(block.size(), SHOWN)).mapToObj(i -> String.valueOf(block.point(i)))
                .collect(Collectors.joining(", ", block.name() + " = [", block.size() > SHOWN ? ", …]" : "]"));
    }

    /** The values of the problem or a replica of it with one entry moved, which is put back. */
    double[] withEntry(Problem on, Block block, int i, double value) {
        block.move(i, value);
        try {
            return evaluate(on);
        } catch (RuntimeException | Error e) {
            EvaluationSite.note(e, () -> block.entry(i) + " was moved from " + block.point(i) + " to " + value);
            throw e;
        } finally {
            if (changesItsInput) {
                on.blocks().forEach(Block::restoreAll);
            } else {
                block.restore(i);
            }
        }
    }

    /** The same of the problem itself, where f must be defined: what it throws comes out as it is. */
    double[] finiteWithEntry(Block block, int i, double value) {
        double[] values = withEntry(problem, block, i, value);
        if (thrown.get() != null) {
            throw thrown.get();
        }
        requireFinite(values, () -> "where " + block.entry(i) + " is " + value
                + ": a derivative needs finite values");
        return values;
    }

    /** The values with several entries moved, of any parameters, which are restored. */
    double[] withEntries(List<Coordinate> entries, double[] moved) {
        try {
            for (int k = 0; k < moved.length; k++) {
                entries.get(k).block().move(entries.get(k).i(), moved[k]);
            }
            return evaluate(problem);
        } catch (RuntimeException | Error e) {
            Coordinate first = entries.get(0);
            EvaluationSite.note(e, () -> moved.length + " entries were moved, among them " + first.block().entry(first.i()) + " from " + first.point() + " to " + moved[0]);
            throw e;
        } finally {
            if (changesItsInput) {
                problem.blocks().forEach(Block::restoreAll);
            } else {
                entries.forEach(entry -> entry.block().restore(entry.i()));
            }
        }
    }

    /** The values with some entries of a block moved along a direction, which are put back. */
    double[] along(Block block, Direction direction, int from, int to, double t) {
        try {
            direction.move(block, from, to, t);
            return evaluate(problem);
        } catch (RuntimeException | Error e) {
            EvaluationSite.note(e, () -> block.entry(from) + " to " + block.entry(to - 1) + " were moved along a random direction, each by about " + NumberFormat.size(Math.abs(t) * direction.unit()));
            throw e;
        } finally {
            if (changesItsInput) {
                problem.blocks().forEach(Block::restoreAll);
            } else {
                direction.restore(block, from, to);
            }
        }
    }

    /** The values of the problem or a copy of it, wherever it is at the moment; NaN where it is not defined. */
    double[] elsewhere(Problem on) {
        isCallOrderProbed = true;
        try {
            return evaluate(on).clone();
        } finally {
            isCallOrderProbed = false;
        }
    }

    /** Counts an evaluation that is made in another way; where slopes are measured there is none after the deadline. */
    void count() {
        Workers.requireNotInterrupted();
        if (!isAtPoint && !isCallOrderProbed) {
            deadline.require();
        }
        evaluations.increment();
    }

    /** Outside of its bounds f is not evaluated, and not defined. */
    private double[] evaluate(Problem on) {
        if (!on.blocks().stream().allMatch(Block::isInside)) {
            return undefined();
        }
        count();
        double[] values = values(on);
        if (values == null) {
            throw new IllegalArgumentException("f returned null " + (outputs < 0 ? "at the point itself" : "next to the point"));
        }
        if (outputs >= 0 && values.length != outputs) {
            throw new IllegalStateException("f has " + outputs + " values at the point and " + values.length + " next to it");
        }
        return values;
    }

    /** The values; NaN beside the point where f throws, for it is not defined there. At the point itself an exception comes out as it is. */
    private double[] values(Problem on) {
        try {
            return on.values();
        } catch (CancellationException | ArrayLockedException | EvaluatorException e) {
            throw e;
        } catch (RuntimeException e) {
            if (isAtPoint || isInterruption(e)) {
                throw e;
            }
            thrown.compareAndSet(null, e);
            return undefined();
        }
    }

    private double[] undefined() {
        double[] undefined = new double[outputs];
        Arrays.fill(undefined, Double.NaN);
        return undefined;
    }

    static boolean isInterruption(Throwable thrown) {
        return thrown instanceof InterruptedException || thrown.getCause() != null && isInterruption(thrown.getCause());
    }

    /** What f threw beside the point, the first time; empty if it never did. */
    Optional<RuntimeException> thrown() {
        return Optional.ofNullable(thrown.get());
    }

    private void noticeChanges() {
        for (Block block : problem.blocks()) {
            int i = block.firstChanged();
            if (i >= 0 && !changesItsInput) {
                changesItsInput = true;
                violations.add(ContractViolation.ofFunction("f changes its input: " + block.change(i)));
            }
        }
        if (changesItsInput) {
            problem.blocks().forEach(Block::restoreAll);
        }
    }

    /** Compares two evaluations at the same point. */
    void compare(double[] before, double[] after) {
        double largest = 0;
        for (int k = 0; k < before.length; k++) {
            largest = Math.max(largest, Math.abs(after[k] - before[k]));
        }
        if (!Arrays.equals(before, after) && !(largest <= options.repeatable())) {
            violations.add(ContractViolation.ofFunction("f is not repeatable: two evaluations at the same point differ by " + NumberFormat.size(largest)));
        }
    }
}
