package io.github.gradcheck.autograd;

import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.execution.Memory;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** One run of gradcheck under PyTorch's rule: the steps in PyTorch's order, with its words. */
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
        this.checked = Arrays.stream(inputs).filter(Tensor::requiresGrad).toArray(Tensor[]::new);
        this.tolerance = Objects.requireNonNull(tolerance, "tolerance");
    }

    void run() {
        TensorProblem.requireInputs(inputs);
        Tensor[] atThePoint = outputs("at the point itself");
        if (Arrays.stream(atThePoint).allMatch(output -> output.size() == 0)) {
            throw new IllegalArgumentException("there is nothing to check: f has no value");
        }
        List<List<NDArray>> numerical = numericalJacobians(atThePoint);
        // Anew, because moving the inputs and back counts as a change in place of what the first call saved.
        Tensor[] outputs = outputs("at the point itself");
        requireRepeatable(outputs);
        List<JacobianMismatch> mismatches = new ArrayList<>();
        for (int o = 0; o < outputs.length; o++) {
            if (outputs[o].requiresGrad()) {
                compare(o, outputs[o], numerical.get(o), mismatches);
            } else {
                requireZero(numerical.get(o));
            }
        }
        if (!mismatches.isEmpty()) {
            throw new GradcheckException(JacobianMismatch.text(mismatches));
        }
        checkZeroUpstream();
        if (tolerance.undefinedGradients()) {
            checkUndefinedUpstream();
        }
    }

    /** The outputs of f, all finite. */
    private Tensor[] outputs(String where) {
        Tensor[] outputs = TensorProblem.outputs(f, inputs);
        for (int o = 0; o < outputs.length; o++) {
            NDArray values = outputs[o].data();
            for (int i = 0; i < values.size(); i++) {
                if (!Double.isFinite(values.getFlat(i))) {
                    throw new ArithmeticException("entry " + Shape.tuple(Shape.unravel(i, values.shape())) + " of output " + o + " is "
                            + values.getFlat(i) + " " + where + ": a derivative needs finite values");
                }
            }
        }
        return outputs;
    }

    // ---- the numerical Jacobian

    private void requireMemory(Tensor[] outputs) {
        long entries = Arrays.stream(checked).mapToLong(Tensor::size).sum();
        long values = Arrays.stream(outputs).mapToLong(Tensor::size).sum();
        // Both Jacobians, and the analytical one twice.
        Memory.require("the Jacobian of " + values + " outputs by " + entries + " entries", 3 * Double.BYTES * values * entries);
    }

    /** For each output and each checked input a matrix: a row for each entry of the input, a column for each of the output. */
    private List<List<NDArray>> numericalJacobians(Tensor[] outputs) {
        requireMemory(outputs);
        List<List<NDArray>> jacobians = new ArrayList<>();
        for (Tensor output : outputs) {
            jacobians.add(Arrays.stream(checked).map(input -> NDArray.zeros(input.size(), output.size())).toList());
        }
        for (int j = 0; j < checked.length; j++) {
            for (int i = 0; i < checked[j].size(); i++) {
                NDArray[] above = moved(outputs, checked[j].data(), i, tolerance.eps());
                NDArray[] below = moved(outputs, checked[j].data(), i, -tolerance.eps());
                for (int o = 0; o < outputs.length; o++) {
                    fillRow(jacobians.get(o).get(j), i, above[o].subtract(below[o]).divide(2 * tolerance.eps()));
                }
            }
        }
        return jacobians;
    }

    /** The outputs with one entry of one input moved, which is put back bit for bit. */
    private NDArray[] moved(Tensor[] outputs, NDArray input, int i, double distance) {
        stopIfInterrupted();
        String entry = Shape.tuple(Shape.unravel(i, input.shape()));
        double centre = input.getFlat(i);
        try {
            input.setFlat(i, centre + distance);
            if (input.getFlat(i) == centre) {
                throw new IllegalArgumentException("eps is too small to change entry " + entry + " of an input, which is " + centre + " in "
                        + input.dtype() + ": " + tolerance.eps());
            }
            Tensor[] moved = outputs("where entry " + entry + " of an input is " + input.getFlat(i));
            requireSameForm(outputs, moved, entry);
            return Arrays.stream(moved).map(output -> output.data().copy()).toArray(NDArray[]::new);
        } finally {
            input.setFlat(i, centre);
        }
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("gradcheck was interrupted; the inputs are restored");
        }
    }

    private void requireSameForm(Tensor[] outputs, Tensor[] moved, String entry) {
        if (outputs.length != moved.length) {
            throw new GradcheckException("Expected `func` to return the same number of outputs when inputs are perturbed on index "
                    + entry + ", but got: " + outputs.length + " and " + moved.length);
        }
        for (int o = 0; o < outputs.length; o++) {
            if (!Arrays.equals(outputs[o].shape(), moved[o].shape()) || outputs[o].dtype() != moved[o].dtype()) {
                throw new GradcheckException("Expected `func` to return outputs with the same shape and dtype when inputs are perturbed on index "
                        + entry + ", but got: " + Shape.tuple(outputs[o].shape()) + " " + outputs[o].dtype() + " and "
                        + Shape.tuple(moved[o].shape()) + " " + moved[o].dtype());
            }
        }
    }

    private static void fillRow(NDArray jacobian, int row, NDArray values) {
        for (int k = 0; k < values.size(); k++) {
            jacobian.set(values.getFlat(k), row, k);
        }
    }

    // ---- the analytical Jacobian, and what a backward pass must do besides

    private void compare(int o, Tensor output, List<NDArray> numerical, List<JacobianMismatch> mismatches) {
        List<NDArray> analytical = analyticalJacobians(o, output);
        for (int j = 0; j < checked.length; j++) {
            NDArray n = numerical.get(j);
            NDArray a = analytical.get(j);
            if (!IntStream.range(0, n.size()).allMatch(i -> tolerance.accepts(a.getFlat(i), n.getFlat(i)))) {
                mismatches.add(new JacobianMismatch(o, j, checked[j].data(), n, a, tolerance));
            }
        }
    }

    /** PyTorch does not ask this, and reports a random forward pass as a wrong gradient. */
    private void requireRepeatable(Tensor[] outputs) {
        Tensor[] again = f.apply(inputs);
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

    /** Sends back each unit vector twice, the first one a dozen times: the answers must agree. */
    private List<NDArray> analyticalJacobians(int o, Tensor output) {
        List<NDArray> jacobians = Arrays.stream(checked).map(input -> NDArray.zeros(input.size(), output.size())).toList();
        for (int k = 0; k < output.size(); k++) {
            stopIfInterrupted();
            NDArray unit = NDArray.zeros(output.shape());
            unit.setFlat(k, 1);
            Tensor[] first = sentBack(o, output, unit);
            for (int call = 2; call <= (k == 0 ? REPEATS : 2); call++) {
                requireReentrant(first, sentBack(o, output, unit));
            }
            for (int j = 0; j < checked.length; j++) {
                for (int i = 0; i < checked[j].size(); i++) {
                    jacobians.get(j).set(first[j].data().getFlat(i), i, k);
                }
            }
        }
        return jacobians;
    }

    private Tensor[] sentBack(int o, Tensor output, NDArray upstream) {
        return Torch.grad(new Tensor[] {output}, checked, new Tensor[] {Tensor.of(upstream.astype(output.dtype()))}, false, true);
    }

    private void requireReentrant(Tensor[] first, Tensor[] second) {
        for (int j = 0; j < first.length; j++) {
            requireReentrant(first[j].data(), second[j].data());
        }
    }

    private void requireReentrant(NDArray first, NDArray second) {
        for (int i = 0; i < first.size(); i++) {
            double a = first.getFlat(i);
            double b = second.getFlat(i);
            if (!(Math.abs(a - b) <= tolerance.nondeterminism()) && Double.doubleToLongBits(a) != Double.doubleToLongBits(b)) {
                throw new GradcheckException("Backward is not reentrant, i.e., running backward with same input and grad_output multiple "
                        + "times gives different values. The tolerance for nondeterminism was " + tolerance.nondeterminism() + ".");
            }
        }
    }

    /** An output that no gradient comes from must not change with the inputs. */
    private static void requireZero(List<NDArray> numerical) {
        for (NDArray jacobian : numerical) {
            if (!Arrays.stream(jacobian.toArray()).allMatch(slope -> slope == 0)) {
                throw new GradcheckException("Numerical gradient for function expected to be zero");
            }
        }
    }

    private void checkZeroUpstream() {
        Tensor[] outputs = differentiable();
        if (outputs.length > 0) {
            Tensor[] zeros = Arrays.stream(outputs).map(Functional::zerosLike).toArray(Tensor[]::new);
            for (Tensor gradient : Torch.grad(outputs, checked, zeros, false, false)) {
                if (!isZero(gradient)) {
                    throw new GradcheckException("backward not multiplied by grad_output");
                }
            }
        }
    }

    /** All upstream gradients undefined, then each of several by itself. */
    void checkUndefinedUpstream() {
        int count = differentiable().length;
        if (count > 0) {
            sendBackUndefined(-1);
        }
        for (int o = 0; count > 1 && o < count; o++) {
            sendBackUndefined(o);
        }
    }

    /** Leaves one upstream gradient undefined and makes the others zero; with -1 all are undefined. */
    private void sendBackUndefined(int undefined) {
        Tensor[] outputs = differentiable();
        Tensor[] upstream = IntStream.range(0, outputs.length)
                .mapToObj(o -> undefined < 0 || o == undefined ? null : Functional.zerosLike(outputs[o])).toArray(Tensor[]::new);
        try {
            Graph.backward(outputs, upstream, null, false, false).values().forEach(gradient -> {
                if (!isZero(gradient)) {
                    throw new GradcheckException("Expected all input grads to be undefined or zero when all output grads are undefined or zero.");
                }
            });
        } catch (GradcheckException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new GradcheckException("Expected backward function to handle undefined output grads: " + e, e);
        }
    }

    private Tensor[] differentiable() {
        return Arrays.stream(f.apply(inputs)).filter(Tensor::requiresGrad).toArray(Tensor[]::new);
    }

    private static boolean isZero(Tensor gradient) {
        return Arrays.stream(gradient.data().toArray()).allMatch(entry -> entry == 0);
    }
}
