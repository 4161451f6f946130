package io.github.gradcheck.examples;

import static io.github.gradcheck.autograd.testing.BackwardAssertions.assertThatBackward;
import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;

import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.testing.Box;
import io.github.gradcheck.testing.Coverage;
import io.github.gradcheck.testing.RandomPoint;
import io.github.gradcheck.testing.RandomPoints;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a suite of JUnit checks its gradients: at a point, at random points, and with a list of what was left out. */
class InATestSuiteTest {
    private static final Coverage COVERAGE = Coverage.of("huber", "NormalCdf")
            .branch("huber", "square", x -> Math.abs(x[0]) <= 1)
            .branch("huber", "tail", x -> Math.abs(x[0]) > 1);

    /** x²/2 near zero, |x| − 1/2 farther out (Huber 1964). */
    private static double huber(double[] x) {
        return Math.abs(x[0]) <= 1 ? x[0] * x[0] / 2 : Math.abs(x[0]) - 0.5;
    }

    private static double[] gradient(double[] x) {
        return new double[] {Math.max(-1, Math.min(1, x[0]))};
    }

    /** One line, and nothing else to know: a wrong gradient fails the test with the whole report as the message. */
    @Test
    void atAPoint() {
        GradientCheck.of(InATestSuiteTest::huber, InATestSuiteTest::gradient).at(0.3).orThrow();
    }

    /** One test for each point; each run of the suite draws others, and a failure names the seed. */
    @ParameterizedTest
    @MethodSource("points")
    void atRandomPoints(RandomPoint point) {
        assertThatGradient(InATestSuiteTest::huber, InATestSuiteTest::gradient).as("huber").countedIn(COVERAGE, "huber").isCorrectAt(point);
    }

    static Stream<RandomPoint> points() {
        return Stream.concat(RandomPoints.in(Box.of(-1, 1, 1)).stream(3), RandomPoints.in(Box.of(1, 5, 1)).stream(3));
    }

    /** An operator of tensors: what lies between its inputs and outputs counts by itself. */
    @Test
    void theBackwardPassOfAnOperator() {
        assertThatBackward(Functional::gelu).as("gelu").countedIn(COVERAGE).isCorrectIn(Box.of(-3, 3, 6), 3, 2, 3);
    }

    /** Fails with a list, should nobody have checked some branch. */
    @AfterAll
    static void nothingWasLeftOut() {
        COVERAGE.requireAll();
    }
}
