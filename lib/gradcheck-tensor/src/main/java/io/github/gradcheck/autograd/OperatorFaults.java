package io.github.gradcheck.autograd;

import io.github.gradcheck.check.Cause;
import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.execution.ArrayLock;
import io.github.gradcheck.execution.ArrayLockedException;
import io.github.gradcheck.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Says which operator of a recorded graph is at fault: each is checked by itself, at the values that it had. Where all of them agree alone, what is left is
 * a call that gives another gradient in the graph than alone, a tensor that changes with the inputs and has no history, and kinks whose subgradients
 * together are none of the whole.
 */
final class OperatorFaults {
    /** How far the inputs are moved, for their size, to see what goes around the graph. */
    private static final double STEP = Math.scalb(1.0, -10);
    /** What a backward pass that adds up in another order may differ by, for its size. */
    private static final double ROUNDING = 1e-12;

    private record Wrong(String place, String cause) {
    }

    private final Supplier<Tensor[]> f;
    private final List<Node> calls;
    private final List<NDArray> leaves;
    /** What is wrong with an operator at a line, and how often. */
    private final Map<Wrong, Integer> wrong = new LinkedHashMap<>();
    /** Of those without a cause, the figures of the first. */
    private final Map<Wrong, String> figures = new LinkedHashMap<>();
    private final Set<String> otherwise = new LinkedHashSet<>();
    private final Set<String> kinked = new LinkedHashSet<>();
    private int wrongCalls;
    private int unchecked;

    private OperatorFaults(Supplier<Tensor[]> f) {
        this.f = f;
        Tensor[] outputs = Graph.notingLines(f);
        this.calls = calls(outputs);
        this.leaves = GraphWalk.leaves(outputs).stream().map(Tensor::data).toList();
    }

    private static List<Node> calls(Tensor[] outputs) {
        return GraphWalk.fromOutputsToInputs(Arrays.stream(TensorProblem.differentiable(outputs)).map(Tensor::node).filter(node -> node != null).toList());
    }

    /** The same of a gradient that is wrong; empty where f, which is evaluated again, does not go through. */
    static Optional<String> ofWrong(Supplier<Tensor[]> f) {
        try {
            return Optional.of(of(f));
        } catch (CancellationException | ArrayLockedException e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** One sentence for each fault, whether the gradient of f is right or not. */
    static String of(Supplier<Tensor[]> f) {
        OperatorFaults faults = new OperatorFaults(f);
        // Before others are called: what a call keeps outside of its context is what the whole left there.
        faults.calls.forEach(faults::compareWithAlone);
        faults.calls.forEach(faults::check);
        return faults.text();
    }

    private String text() {
        List<String> found = new ArrayList<>();
        wrong.forEach((one, count) -> found.add(one.place() + (count == 1 ? "" : ", " + count + " times in this graph") + ": its backward is wrong, "
                + (one.cause().isEmpty() ? figures.get(one) : one.cause())));
        String others = others(calls.size() - wrongCalls - unchecked);
        if (!found.isEmpty()) {
            return String.join("; ", found) + (wrongCalls == calls.size() ? "" : "; " + others);
        }
        otherwise.forEach(place -> found.add(place + " gives another gradient in this graph than alone: what it saved has changed since, or it keeps something between its calls"));
        detached().forEach(place -> found.add(place + " changes with the inputs of f and has no history: detach(), data() or noGrad cut it off"));
        if (found.isEmpty() && !kinked.isEmpty()) {
            found.add("at a kink, where each gives one of its subgradients and all together may give none of f: " + String.join(", ", kinked));
        }
        return found.isEmpty() ? others : String.join("; ", found) + "; by " + (calls.size() == 1 ? "itself" : "themselves") + " " + others;
    }

    private String others(int agreeing) {
        boolean isAll = wrong.isEmpty() && unchecked == 0;
        return (isAll ? agreeing == 1 ? "the one operator" : "all " + agreeing + " operators" : "the other " + agreeing + " operator" + (agreeing == 1 ? "" : "s"))
                + " of this graph agree" + (agreeing == 1 ? "s" : "") + (unchecked == 0 ? "" : ", " + unchecked + " could not be checked");
    }

    // ---- by itself

    private void check(Node call) {
        GradientReport report;
        try {
            OperatorProblem problem = new OperatorProblem(call);
            if (problem.blocks().isEmpty()) {
                return;
            }
            report = GradientCheck.examine(problem);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Its inputs, or what it makes of them, are not finite.
            unchecked++;
            return;
        }
        if (report.verdict() == Verdict.WRONG) {
            wrongCalls++;
            String broken = report.violations().stream().findFirst().map(violation -> violation.text()).orElse("");
            for (ParameterReport input : report.parameters()) {
                if (input.verdict() == Verdict.WRONG || !broken.isEmpty()) {
                    Wrong one = new Wrong(call.operator() + ", " + input.name(), broken.isEmpty() ? input.cause().map(Cause::toString).orElse("") : broken);
                    wrong.merge(one, 1, Integer::sum);
                    figures.putIfAbsent(one, figures(input));
                }
            }
        } else if (report.count(Verdict.NOT_DIFFERENTIABLE) > 0) {
            kinked.add(call.operator());
        }
    }

    private static String figures(ParameterReport input) {
        return input.wrongEntries().stream().findFirst().map(OperatorFaults::entry).orElse("along a direction");
    }

    private static String entry(EntryReport entry) {
        return String.format(Locale.ROOT, "at %s analytic %.7g, numeric %.7g", entry.index(), entry.analytic(), entry.numeric().value());
    }

    // ---- in the graph

    private void compareWithAlone(Node call) {
        try {
            OperatorProblem problem = new OperatorProblem(call);
            SplittableRandom random = new SplittableRandom(0);
            double[] upstream = random.doubles(problem.outputs(), -1, 1).toArray();
            // In this order: the first is what the graph has now, the second begins anew.
            List<double[]> inGraph = problem.recorded(upstream);
            List<double[]> alone = problem.vjp(upstream);
            for (int b = 0; b < alone.size(); b++) {
                if (differ(inGraph.get(b), alone.get(b))) {
                    otherwise.add(call.operator());
                }
            }
        } catch (CancellationException e) {
            throw e;
        } catch (IllegalStateException e) {
            otherwise.add(call.operator() + " (" + e.getMessage() + ")");
        } catch (IllegalArgumentException e) {
            // Not finite: counted where it is checked.
        }
    }

    private static boolean differ(double[] a, double[] b) {
        double size = 0;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            size = Math.max(size, Math.max(Math.abs(a[i]), Math.abs(b[i])));
            difference = Math.max(difference, Math.abs(a[i] - b[i]));
        }
        return difference > ROUNDING * size;
    }

    /** Inputs of calls that f makes anew from its own inputs without recording how: they differ where f is recorded elsewhere. */
    private Set<String> detached() {
        Set<String> found = new LinkedHashSet<>();
        ArrayLock.during(leaves, () -> {
            SplittableRandom random = new SplittableRandom(0);
            leaves.forEach(leaf -> leaf.assign(leaf.map(x -> x + STEP * random.nextDouble(0.5, 1.5) * Math.max(1, Math.abs(x)))));
            List<Node> moved;
            try {
                moved = calls(f.get());
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                // f is not defined there.
                return null;
            }
            for (int c = 0; c < calls.size() && c < moved.size(); c++) {
                compare(calls.get(c), moved.get(c), found);
            }
            return null;
        });
        return found;
    }

    private static void compare(Node here, Node there, Set<String> found) {
        for (int i = 0; i < here.inputs().length && here.name().equals(there.name()); i++) {
            Tensor before = here.inputs()[i];
            Tensor after = there.inputs()[i];
            if (!before.requiresGrad() && !after.requiresGrad() && before.data() != after.data() && !Arrays.equals(before.data().toArray(), after.data().toArray())) {
                found.add("input " + i + " of " + here.operator());
            }
        }
    }
}
