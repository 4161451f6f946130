package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericalGradientTest {
    private static final ToDoubleFunction<NDArray> SQUARES = x -> x.multiply(x).sum();

    private static NDArray vector(double... entries) {
        return NDArray.of(entries, entries.length);
    }

    @Test
    void givesTheTutorialsFigureForTheSquareAtFive() {
        assertThat(NumericalGradient.of(SQUARES, vector(5)).get(0)).isEqualTo(9.999999999621423);
    }

    @Test
    void printsEachEntryAsPythonDoes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NDArray slopes = NumericalGradient.of(SQUARES, vector(5), 1e-5, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(slopes.get(0)).isEqualTo(9.999999999621423);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("(0,) 9.999999999621423" + System.lineSeparator());
    }

    /** x₀²·x₁ has the gradient (2·x₀·x₁, x₀²). */
    private static double cubic(double[] x) {
        return x[0] * x[0] * x[1];
    }

    @Test
    void ofPlainNumbersIsTheSameAsOfAnArray() {
        assertThat(NumericalGradient.of(x -> x[0] * x[0], 5)).containsExactly(9.999999999621423);
        double[] point = {3, -1};
        double[] slopes = NumericalGradient.of(NumericalGradientTest::cubic, point);
        assertThat(slopes).containsExactly(new double[] {-6, 9}, within(1e-9))
                .containsExactly(NumericalGradient.of(x -> x.get(0) * x.get(0) * x.get(1), vector(point)).toArray());
        assertThat(point).containsExactly(3, -1);
    }

    @Test
    void ofPlainNumbersKeepsTheSameRules() {
        assertThatIllegalArgumentException().isThrownBy(() -> NumericalGradient.of((double[] x) -> 1, new double[0])).withMessageContaining("no entry");
        assertThatIllegalArgumentException().isThrownBy(() -> NumericalGradient.of(x -> x[0], 1, Double.NaN)).withMessage("entry (1,) of x must be finite: nan");
        assertThatThrownBy(() -> NumericalGradient.of(x -> Math.log(x[1]), 1, 1e-6)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("f is nan where entry (1,) of x is -9");
        assertThatThrownBy(() -> NumericalGradient.of((ToDoubleFunction<double[]>) null, 1.0)).isInstanceOf(NullPointerException.class).hasMessage("f");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> NumericalGradient.of(x -> x[0], 1)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aMeasuredGradientHasAnErrorForEachEntryAndAStepThatFitsEachSize() {
        double[] point = {1e150, -1e-3, 3};
        List<Derivative> slopes = NumericalGradient.measured(x -> 2 * x[0] + 1e150 * (Math.sin(x[1]) + x[2] * x[2]), point);
        double[] right = {2, 1e150 * Math.cos(1e-3), 6e150};
        for (int i = 0; i < right.length; i++) {
            assertThat(slopes.get(i).value()).isCloseTo(right[i], within(slopes.get(i).error()));
            assertThat(slopes.get(i).error()).isLessThan(1e-6 * right[i]);
        }
        assertThat(point).containsExactly(1e150, -1e-3, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> NumericalGradient.of(x -> x[0], point))
                .withMessageEndingWith("in float64: 1e-05; a larger h may do for all entries, and NumericalGradient.measured takes a step for each");
    }

    @Test
    void aMeasuredGradientTellsAKinkAndRefusesWhatItCannotMeasure() {
        assertThat(NumericalGradient.measured(x -> Math.abs(x[0]) + x[1], 0, 2)).extracting(Derivative::kind)
                .containsExactly(Derivative.Kind.KINK, Derivative.Kind.SMOOTH);
        assertThatThrownBy(() -> NumericalGradient.measured(x -> Math.log(x[0]), -1)).isInstanceOf(ArithmeticException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> NumericalGradient.measured(x -> 1)).withMessageContaining("no entry");
        assertThatIllegalArgumentException().isThrownBy(() -> NumericalGradient.measured(x -> 1, 1, Double.POSITIVE_INFINITY))
                .withMessage("entry (1,) of x must be finite: inf");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> NumericalGradient.measured(x -> x[0], 1)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void hasTheShapeOfX() {
        NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        NDArray gradient = NumericalGradient.of(SQUARES, x);
        assertThat(gradient.shape()).containsExactly(2, 3);
        assertThat(gradient.get(1, 2)).isCloseTo(12, within(1e-9));
    }

    @Test
    void worksOnAScalar() {
        assertThat(NumericalGradient.of(x -> Math.exp(x.item()), NDArray.scalar(0)).item()).isCloseTo(1, within(1e-10));
    }

    @Test
    void letsTheFunctionReadTheArrayItself() {
        NDArray x = vector(3);
        assertThat(NumericalGradient.of(ignored -> x.get(0) * x.get(0), x).get(0)).isCloseTo(6, within(1e-9));
    }

    @Test
    void putsBackEveryBitOfX() {
        NDArray x = vector(-0.0, 0.1, 1e300);
        NumericalGradient.of(v -> v.get(1), x, 1e290);
        assertThat(x.toArray()).isEqualTo(new double[] {-0.0, 0.1, 1e300});
        assertThat(1 / x.get(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void putsBackEveryBitOfXWhenTheFunctionThrows(int call) {
        NDArray x = vector(0.1, 0.2);
        AtomicInteger calls = new AtomicInteger();
        RuntimeException own = new UnsupportedOperationException("mine");
        assertThatThrownBy(() -> NumericalGradient.of(v -> {
            if (calls.incrementAndGet() == call) {
                throw own;
            }
            return v.sum();
        }, x)).isSameAs(own);
        assertThat(x.toArray()).isEqualTo(new double[] {0.1, 0.2});
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-5, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectsAStepThatIsNotFiniteAndPositive(double h) {
        assertThatThrownBy(() -> NumericalGradient.of(SQUARES, vector(1), h))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("h must be finite and positive: ");
    }

    @Test
    void rejectsAStepTooSmallToChangeAnEntryAndNamesIt() {
        assertThatThrownBy(() -> NumericalGradient.of(SQUARES, vector(1, 1e12), 1e-5))
                .hasMessage("h is too small to change entry (1,) of x, which is 1000000000000.0 in float64: 1e-05; a larger h may do for all entries, "
                        + "and NumericalGradient.measured takes a step for each");
    }

    /** Below a power of two doubles lie half as far apart as above it: a step may move an entry one way only. */
    @Test
    void rejectsAStepThatChangesAnEntryInOneDirectionOnly() {
        for (double entry : new double[] {1, -1}) {
            assertThatThrownBy(() -> NumericalGradient.of(SQUARES, vector(entry), 0x1.8p-54)).hasMessageContaining("h is too small");
        }
    }

    @Test
    void rejectsAStepWhoeverMeasures() {
        assertThatIllegalArgumentException().isThrownBy(() -> NumericalGradient.concurrently(SQUARES, vector(1), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> NumericalGradient.byEntry((i, value) -> value, vector(1), 0));
        Reevaluation usual = parameter -> (i, value) -> value;
        assertThat(usual.share()).isEqualTo(0.05);
    }

    @Test
    void knowsThatFloat32NeedsALargerStep() {
        NDArray x = vector(1).astype(DType.FLOAT32);
        assertThatThrownBy(() -> NumericalGradient.of(SQUARES, x, 1e-8)).hasMessageContaining("float32");
        assertThat(NumericalGradient.of(SQUARES, x, 1e-2).get(0)).isCloseTo(2, within(1e-4));
    }

    @Test
    void namesTheEntryWhereTheFunctionIsNotFinite() {
        NDArray x = vector(1, 0);
        assertThatThrownBy(() -> NumericalGradient.of(v -> Math.log(v.get(0)) + Math.log(v.get(1)), x))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("f is -inf where entry (0,) of x is 1.00001");
        assertThatThrownBy(() -> NumericalGradient.of(v -> Math.sqrt(v.get(1)), x)).hasMessageContaining("f is nan")
                .hasMessageContaining("entry (1,) of x is -1e-05");
        assertThat(x.toArray()).isEqualTo(new double[] {1, 0});
    }

    @Test
    void rejectsAPointThatIsNotFinite() {
        assertThatThrownBy(() -> NumericalGradient.of(SQUARES, vector(1, Double.NaN)))
                .hasMessage("entry (1,) of x must be finite: nan");
    }

    @Test
    void rejectsACheckOfNothing() {
        assertThatThrownBy(() -> NumericalGradient.of(SQUARES, NDArray.zeros(0, 3))).hasMessageContaining("no entry")
                .hasMessageContaining("(0, 3)");
    }

    @Test
    void stopsWhenTheThreadIsInterrupted() {
        NDArray x = vector(1, 2, 3);
        AtomicInteger calls = new AtomicInteger();
        try {
            assertThatThrownBy(() -> NumericalGradient.of(v -> {
                if (calls.incrementAndGet() == 3) {
                    Thread.currentThread().interrupt();
                }
                return v.sum();
            }, x)).isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(calls).hasValue(4);
        assertThat(x.toArray()).isEqualTo(new double[] {1, 2, 3});
    }

    @Test
    void aSecondThreadThatMovesTheSameArrayIsRefused() {
        NDArray x = vector(1);
        assertThatThrownBy(() -> NumericalGradient.of(v -> CompletableFuture.supplyAsync(() -> NumericalGradient.of(SQUARES, x).get(0)).join(), x))
                .isInstanceOf(CompletionException.class).cause().isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("x of shape (1,) is being checked at this moment by the thread");
        assertThat(x.get(0)).isEqualTo(1);
    }

    @Test
    void severalThreadsGiveTheSameGradientBitForBit() {
        NDArray x = NDArray.of(new SplittableRandom(1).doubles(600, -2, 2).toArray(), 20, 30);
        double[] before = x.toArray();
        ToDoubleFunction<NDArray> f = a -> a.map(Math::sin).sum();
        NDArray one = NumericalGradient.of(f, x);
        for (int threads = 1; threads <= 4; threads++) {
            assertThat(NumericalGradient.concurrently(f, x, 1e-5, threads).toArray()).containsExactly(one.toArray());
        }
        assertThat(x.toArray()).containsExactly(before);
        assertThatIllegalArgumentException().isThrownBy(() -> NumericalGradient.concurrently(f, x, 1e-5, 0)).withMessage("threads must be positive: 0");
    }

    @Test
    void aModelThatGivesItsLossWithOneEntryChangedIsDifferentiatedWithoutMovingIt() {
        NDArray x = NDArray.of(new double[] {1, 2, 3}, 3);
        NDArray gradient = NumericalGradient.byEntry((i, value) -> (i + 1) * value * value, x, 1e-5);
        assertThat(gradient.toArray()).containsExactly(new double[] {2, 8, 18}, within(1e-8));
        assertThat(x.version()).isZero();
    }
}
