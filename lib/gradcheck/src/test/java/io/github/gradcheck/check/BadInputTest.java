package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.ndarray.NDArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What cannot be checked is refused with a sentence that names it. */
class BadInputTest {
    private static final double[] POINT = {1, 2};

    private static double squares(double[] x) {
        return x[0] * x[0] + x[1] * x[1];
    }

    private static double[] slopes(double[] x) {
        return new double[] {2 * x[0], 2 * x[1]};
    }

    @Test
    void aFunctionThatReturnsNull() {
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofVector(x -> null, (x, u) -> x).at(POINT))
                .withMessage("f returned null at the point itself");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofVector(x -> x[0] == 1 ? x.clone() : null, (x, u) -> u).at(POINT))
                .withMessage("f returned null next to the point").satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().asString().contains("x[0] was moved from 1.0 to "));
    }

    @Test
    void aGradientThatIsNullOrOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(BadInputTest::squares, x -> null).at(POINT))
                .withMessage("the gradient is null; x has length 2");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(BadInputTest::squares, x -> new double[1]).at(POINT))
                .withMessage("the gradient has length 1, x has length 2");
    }

    @Test
    void aFunctionThatIsNotFiniteAtThePointNamesThePoint() {
        assertThatThrownBy(() -> GradientCheck.of(x -> Math.log(x[0]), x -> x).at(-1)).isInstanceOf(ArithmeticException.class)
                .hasMessage("f is NaN at the point itself, x = [-1.0]: there is nothing to differentiate");
        assertThatThrownBy(() -> GradientCheck.of(x -> Double.NaN, x -> x).at(1, 2, 3, 4, 5)).hasMessageContaining("x = [1.0, 2.0, 3.0, 4.0, …]");
    }

    @Test
    void aPointWithoutAnEntry() {
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(x -> 1, x -> x).at())
                .withMessage("x must have at least one entry: there is nothing to check");
    }

    @Test
    void gradientsThatAreNullOrMissing() {
        Map<String, NDArray> params = new LinkedHashMap<>(Map.of("w", NDArray.of(new double[] {3}, 1)));
        DoubleSupplier loss = () -> params.get("w").getFlat(0);
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofParameters(params, loss, () -> null).run())
                .withMessage("gradients returned null: it must give an array for each of the parameters [w]");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofParameters(params, loss, () -> Map.of("W", NDArray.scalar(1))).run())
                .withMessage("there is no gradient for the parameter w, only for [W]");
    }

    /** They may belong to parameters that are left out on purpose; a misspelt one would otherwise go unseen. */
    @Test
    void gradientsThatNoParameterHasTheNameOfAreSaidNotToBeChecked() {
        NDArray w = NDArray.of(new double[] {3}, 1);
        Map<String, NDArray> gradients = new HashMap<>(Map.of("w", NDArray.of(new double[] {6}, 1)));
        ParameterCheck check = GradientCheck.ofParameters(Map.of("w", w), () -> w.getFlat(0) * w.getFlat(0), () -> gradients);
        assertThat(check.run().method()).containsExactly("every entry");
        gradients.put("b2", NDArray.scalar(1));
        gradients.put("b1", NDArray.scalar(1));
        GradientReport report = check.run();
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.toString()).endsWith("every entry; not checked, for want of a parameter of that name: the gradients of b1, b2");
    }

    @Test
    void whereAFunctionThrowsNextToThePointItIsNotDefined() {
        GradientCheck table = GradientCheck.of(x -> {
            if (x[1] > 2) {
                throw new IllegalStateException("outside of my table");
            }
            return squares(x);
        }, BadInputTest::slopes);
        assertThat(table.at(POINT).verdict()).as("measured on the other side").isEqualTo(Verdict.CORRECT);
    }

    @Test
    void anErrorOfTheMachineNextToThePointComesOutAsItIsAndSaysWhere() {
        StackOverflowError own = new StackOverflowError();
        GradientCheck deep = GradientCheck.of(x -> {
            if (x[1] > 2) {
                throw own;
            }
            return squares(x);
        }, BadInputTest::slopes);
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> deep.at(POINT)).isSameAs(own).satisfies(e -> assertThat(e.getSuppressed()).singleElement().asString()
                    .startsWith("f was evaluated next to the point that is checked: x[1] was moved from 2.0 to 2."));
        }
    }

    @Test
    void whatAFunctionThrowsAtThePointItselfNeedsNoNote() {
        assertThatThrownBy(() -> GradientCheck.of(x -> {
            throw new UnsupportedOperationException("none yet");
        }, BadInputTest::slopes).at(POINT)).isInstanceOf(UnsupportedOperationException.class).satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    }

    @Test
    void whatAFunctionThrowsAlongADirectionSaysSo() {
        AtomicInteger calls = new AtomicInteger();
        GradientCheck check = GradientCheck.of(x -> {
            if (x[0] != 1) {
                throw new AssertionError("call " + calls.incrementAndGet());
            }
            return squares(x);
        }, BadInputTest::slopes).directions(1);
        assertThatThrownBy(() -> check.at(POINT)).isInstanceOf(AssertionError.class).satisfies(e -> assertThat(e.getSuppressed()).singleElement().asString()
                .contains("x[0] to x[1] were moved along a random direction, each by about "));
    }

    @Test
    void aFunctionThatIsNotANumberOnOneSideIsMeasuredOnTheOther() {
        assertThat(GradientCheck.of(x -> x[0] > 1 ? Double.NaN : squares(x), BadInputTest::slopes).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(x -> x[0] < 1 ? Double.POSITIVE_INFINITY : squares(x), BadInputTest::slopes).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
        String nowhere = GradientCheck.of(x -> x[0] == 1 ? squares(x) : Double.NaN, BadInputTest::slopes).at(POINT).toString();
        assertThat(nowhere).contains("x[0]:", "f is not defined on either side of x");
    }

    @Test
    void anArrayThatAnotherThreadChecksIsNamed() {
        NDArray w = NDArray.of(IntStream.range(0, 6).asDoubleStream().toArray(), 2, 3);
        String[] refused = new String[1];
        AtomicInteger calls = new AtomicInteger();
        ParameterCheck inner = GradientCheck.ofParameters(Map.of("theirs", w), w::sum, () -> Map.of("theirs", w));
        GradientCheck.ofParameters(Map.of("mine", w), () -> {
            if (calls.getAndIncrement() == 0) {
                Thread other = new Thread(() -> {
                    try {
                        inner.run();
                    } catch (IllegalStateException e) {
                        refused[0] = e.getMessage();
                    }
                });
                other.start();
                try {
                    other.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return w.sum();
        }, () -> Map.of("mine", w.multiply(0).add(1))).run().orThrow();
        assertThat(refused[0]).startsWith("theirs of shape (2, 3) is being checked at this moment by the thread ");
    }
}
