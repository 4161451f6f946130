package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.Verdict;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slopes that rounding swallows though f moves farther off, or never moves by a spacing at all: the right gradient is not called wrong. */
class SwallowedSlopesTest {
    private static final int POINTS = 60;

    private record Swallowed(String name, DoubleUnaryOperator f, DoubleUnaryOperator slope, double least, double most) {
        /** That no claim of so many times the slope gets the verdict. */
        private void isNever(Verdict verdict, double factor) {
            SplittableRandom random = Seeds.of(name);
            for (int i = 0; i < POINTS; i++) {
                double x = Seeds.logarithmic(random, least, most);
                double claim = factor * slope.applyAsDouble(x);
                assertThat(GradientCheck.of(v -> f.applyAsDouble(v[0]), v -> new double[] {claim}).at(x).verdict()).as("at %s", x).isNotEqualTo(verdict);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Swallowed> slopes() {
        return Stream.concat(movingFartherOff(), Stream.of(
                new Swallowed("1e16 + sin x", t -> 1e16 + Math.sin(t), Math::cos, 0.1, 3),
                new Swallowed("1e8 + sin x in float32", t -> (float) (1e8 + Math.sin(t)), Math::cos, 0.1, 3)));
    }

    static Stream<Swallowed> movingFartherOff() {
        return Stream.of(
                new Swallowed("log(1 + x²)", t -> Math.log(1 + t * t), t -> 2 * t / (1 + t * t), 1e-12, 1e-8),
                new Swallowed("log cosh x", t -> Math.log(Math.cosh(t)), Math::tanh, 1e-12, 1e-8),
                new Swallowed("π(1 − cos x)", t -> Math.PI * (1 - Math.cos(t)), t -> Math.PI * Math.sin(t), 1e-12, 1e-8),
                new Swallowed("10 000 + x² in cents", t -> Math.rint(100 * (1e4 + t * t)) / 100, t -> 2 * t, 1e-6, 1e-3),
                new Swallowed("−log tanh x", t -> -Math.log(Math.tanh(t)), t -> -2 / Math.sinh(2 * t), 20, 60));
    }

    @ParameterizedTest
    @MethodSource("slopes")
    void theRightSlopeIsNotCalledWrong(Swallowed swallowed) {
        swallowed.isNever(Verdict.WRONG, 1);
    }

    @ParameterizedTest
    @MethodSource("slopes")
    void itsDoubleIsNotCalledRight(Swallowed swallowed) {
        swallowed.isNever(Verdict.CORRECT, 2);
    }

    /** f is f(x) to the last bit for ten and a hundred times x, and moves farther off; it may not be 0 where it does. */
    @ParameterizedTest
    @MethodSource("movingFartherOff")
    void zeroIsNotCalledRightWhereFMovesFartherOff(Swallowed swallowed) {
        swallowed.isNever(Verdict.CORRECT, 0);
    }
}
