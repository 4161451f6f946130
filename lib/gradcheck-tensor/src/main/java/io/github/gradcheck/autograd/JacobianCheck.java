package io.github.gradcheck.autograd;

import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** PyTorch's gradcheck: its steps in its order, with its words. {@link CentralJacobian} measures, {@link Tolerance} judges. */
final class JacobianCheck {
    /** PyTorch sends back each unit vector twice; of one output with one entry, a fault in every third call then passes. */
    private static final int REPEATS = 12;

    private final java.util.function.Function<Tensor[], Tensor[]> f;
    private final Tensor[] inputs;
    private final Tensor[] checked;
    private final Tolerance tolerance;

    JacobianCheck(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tolerance tolerance) {
        TensorProblem.requirePresent(inputs);
        this.f = Objects.requireNonNull(f, "f");
        this.inputs = inputs.clone();
        this.checked = TensorProblem.differentiable(inputs);
        this.tolerance = Objects.requireNonNull(tolerance, "tolerance");
    }

    void run() {
        TensorProblem.requireInputs(inputs);
        TensorProblem problem = TensorProblem.ofInputs(f, inputs);
        List<double[][]> numerical = CentralJacobian.of(problem, tolerance.eps());
        // Anew, because moving the inputs and back counts as a change in place of what earlier calls saved.
        Tensor[] outputs = problem.outputs();
        requireRepeatable(outputs, problem.outputs());
        List<JacobianMismatch> mismatches = new ArrayList<>();
        int from = 0;
        for (int o = 0; o < outputs.length; o++) {
            int to = from + outputs[o].size();
            compare(o, outputs[o], columns(numerical, from, to), mismatches);
            from = to;
        }
        if (!mismatches.isEmpty()) {
            throw new GradcheckException(JacobianMismatch.text(mismatches));
        }
        checkZeroUpstream();
        if (tolerance.undefinedGradients()) {
            checkUndefinedUpstream();
        }
    }

    /** Of each Jacobian those columns that belong to one output. */
    private static NDArray[] columns(List<double[][]> jacobians, int from, int to) {
        return jacobians.stream().map(rows -> Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new))
                .map(NDArray::of).toArray(NDArray[]::new);
    }

    private void compare(int o, Tensor output, NDArray[] numerical, List<JacobianMismatch> mismatches) {
        if (!output.requiresGrad()) {
            requireZero(numerical);
            return;
        }
        NDArray[] analytical = analyticalJacobians(output);
        for (int j = 0; j < checked.length; j++) {
            NDArray n = numerical[j];
            NDArray a = analytical[j];
            if (!IntStream.range(0, n.size()).allMatch(i -> tolerance.accepts(a.getFlat(i), n.getFlat(i)))) {
                mismatches.add(new JacobianMismatch(o, j, checked[j].data(), n, a, tolerance));
            }
        }
    }

    /** PyTorch does not ask this, and reports a random forward pass as a wrong gradient. */
    private void requireRepeatable(Tensor[] outputs, Tensor[] again) {
        for (int o = 0; o < outputs.length; o++) {
            for (int i = 0; i < outputs[o].size(); i++) {
                double difference = Math.abs(outputs[o].data().getFlat(i) - again[o].data().getFlat(i));
                if (!(difference <= tolerance.nondeterminism())) {
                    throw new GradcheckException("Forward is not repeatable: two calls with the same input differ by " + difference
                            + " in output " + o + ". The tolerance for nondeterminism was " + tolerance.nondeterminism() + ".");
                }
            }
        }
    }

    /** Sends back each unit vector twice, the first one a dozen times: the answers must agree. A column for each entry of the output. */
    private NDArray[] analyticalJacobians(Tensor output) {
        double[][][] columns = new double[checked.length][output.size()][];
        for (int k = 0; k < output.size(); k++) {
            Workers.requireNotInterrupted();
            NDArray unit = NDArray.zeros(output.shape()).astype(output.dtype());
            unit.setFlat(k, 1);
            Tensor[] first = sentBack(output, unit);
            double[] before = TensorProblem.joined(first);
            for (int call = 2; call <= (k == 0 ? REPEATS : 2); call++) {
                requireReentrant(before, TensorProblem.joined(sentBack(output, unit)));
            }
            for (int j = 0; j < checked.length; j++) {
                columns[j][k] = first[j].data().toArray();
            }
        }
        return Arrays.stream(columns).map(NDArray::of).map(NDArray::transpose).toArray(NDArray[]::new);
    }

    private Tensor[] sentBack(Tensor output, NDArray upstream) {
        return Torch.grad(new Tensor[] {output}, checked, new Tensor[] {Tensor.of(upstream)}, false, true);
    }

    private void requireReentrant(double[] first, double[] second) {
        for (int i = 0; i < first.length; i++) {
            if (!(Math.abs(first[i] - second[i]) <= tolerance.nondeterminism()) && Double.compare(first[i], second[i]) != 0) {
                throw new GradcheckException("Backward is not reentrant, i.e., running backward with same input and grad_output multiple "
                        + "times gives different values. The tolerance for nondeterminism was " + tolerance.nondeterminism() + ".");
            }
        }
    }

    /** An output that no gradient comes from must not change with the inputs. */
    private static void requireZero(NDArray[] numerical) {
        if (!Arrays.stream(numerical).allMatch(JacobianCheck::isZero)) {
            throw new GradcheckException("Numerical gradient for function expected to be zero");
        }
    }

    private void checkZeroUpstream() {
        Tensor[] outputs = TensorProblem.differentiable(f.apply(inputs));
        if (outputs.length > 0) {
            Tensor[] zeros = Arrays.stream(outputs).map(Functional::zerosLike).toArray(Tensor[]::new);
            if (!Arrays.stream(Torch.grad(outputs, checked, zeros, false, false)).map(Tensor::data).allMatch(JacobianCheck::isZero)) {
                throw new GradcheckException("backward not multiplied by grad_output");
            }
        }
    }

    /** All upstream gradients undefined, then each of several by itself. */
    void checkUndefinedUpstream() {
        int count = TensorProblem.differentiable(f.apply(inputs)).length;
        if (count > 0) {
            sendBackUndefined(-1);
        }
        for (int o = 0; count > 1 && o < count; o++) {
            sendBackUndefined(o);
        }
    }

    /** Leaves one upstream gradient undefined and makes the others zero; with -1 all are undefined. */
    private void sendBackUndefined(int undefined) {
        Tensor[] outputs = TensorProblem.differentiable(f.apply(inputs));
        Tensor[] upstream = IntStream.range(0, outputs.length)
                .mapToObj(o -> undefined < 0 || o == undefined ? null : Functional.zerosLike(outputs[o])).toArray(Tensor[]::new);
        try {
            BackwardPass.toLeaves(outputs, upstream, false).values().forEach(gradient -> {
                if (!isZero(gradient.data())) {
                    throw new GradcheckException("Expected all input grads to be undefined or zero when all output grads are undefined or zero.");
                }
            });
        } catch (GradcheckException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new GradcheckException("Expected backward function to handle undefined output grads: " + e, e);
        }
    }

    private static boolean isZero(NDArray array) {
        return Arrays.stream(array.toArray()).allMatch(entry -> entry == 0);
    }
}
