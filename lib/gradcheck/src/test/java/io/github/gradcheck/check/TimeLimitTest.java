package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.ndarray.NDArray;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A check that ends when its time is up: f waits for longer than the limit in its k-th call, so that nothing depends on how fast a machine is. */
class TimeLimitTest {
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final double[] X = IntStream.range(0, 70).mapToDouble(i -> 1 + i % 7).toArray();

    private static ToDoubleFunction<double[]> squares(int slowCall) {
        AtomicInteger calls = new AtomicInteger();
        return x -> {
            if (calls.incrementAndGet() == slowCall) {
                sleep();
            }
            return Arrays.stream(x).map(each -> each * each).sum();
        };
    }

    private static void sleep() {
        try {
            Thread.sleep(2 * LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static UnaryOperator<double[]> doubled(double factor) {
        return x -> Arrays.stream(x).map(each -> 2 * factor * each).toArray();
    }

    @Test
    void whatWasMeasuredIsSaidAndWhatWasNotIsCounted() {
        GradientReport report = GradientCheck.of(squares(100), doubled(1)).timeLimit(LIMIT).at(X);
        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.open()).isBetween(1, 69);
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(70 - report.open());
        assertThat(report.headline()).isEqualTo("The gradient is undecided: " + report.open() + " of 70 entries not measured.");
        assertThat(report.toString()).contains(report.open() + " of x: the time was up").contains("ended by the time limit of 0.4s")
                .contains("in all entries that were measured is detected");
        assertThat(report.fullText()).contains("x[0]:").contains(report.open() + " entries not measured one by one");
    }

    @Test
    void aWrongEntryThatWasFoundInTimeIsWrongAndNothingIsSaidOfTheOthers() {
        GradientReport report = GradientCheck.of(squares(150), x -> {
            double[] gradient = doubled(1).apply(x);
            gradient[1]++;
            return gradient;
        }).timeLimit(LIMIT).at(X);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.where()).isEqualTo("x[1]");
        assertThat(report.open()).isPositive();
        assertThat(report.headline()).isEqualTo("The gradient is WRONG: at least 1 of 70 entries wrong.");
    }

    @Test
    void enoughTimeChangesNothing() {
        GradientReport limited = GradientCheck.of(squares(-1), doubled(1.5)).timeLimit(Duration.ofHours(1)).at(X);
        assertThat(limited).hasToString(GradientCheck.of(squares(-1), doubled(1.5)).at(X).toString());
        assertThat(GradientCheck.of(squares(-1), doubled(1)).timeLimit(Duration.ofSeconds(Long.MAX_VALUE)).at(X).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void withNoTimeNothingIsMeasuredAndNothingPasses() {
        GradientReport report = GradientCheck.of(squares(-1), doubled(3)).timeLimit(Duration.ZERO).at(X);
        assertThat(report.headline()).isEqualTo("The gradient is undecided: 70 of 70 entries not measured.");
        assertThat(report.toString()).contains("none: nothing could be decided");
        assertThat(report.passed()).isFalse();
        assertThat(report.evaluations()).as("at the point, and beside it to see whether f can be relied on").isLessThanOrEqualTo(6);
        assertThatThrownBy(report::orThrow).isInstanceOf(GradcheckException.class);
    }

    @Test
    void aReportPassesIfTheLargerPartIsRight() {
        assertThat(GradientCheck.of(squares(270), doubled(1)).timeLimit(LIMIT).at(X).passed()).isTrue();
        assertThat(GradientCheck.of(squares(60), doubled(1)).timeLimit(LIMIT).at(X).passed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 60, 200, 400})
    void alongDirectionsTooAndTheParametersComeBack(int slowCall) {
        NDArray a = NDArray.of(X, 70);
        NDArray b = NDArray.of(X, 7, 10);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("a", a);
        params.put("b", b);
        AtomicInteger calls = new AtomicInteger();
        for (boolean directions : new boolean[] {true, false}) {
            calls.set(0);
            ParameterCheck check = GradientCheck.ofParameters(params, () -> {
                if (calls.incrementAndGet() == slowCall) {
                    sleep();
                }
                return a.multiply(a).sum() + b.multiply(b).sum();
            }, () -> Map.of("a", a.multiply(2), "b", b.multiply(2.5))).timeLimit(LIMIT);
            GradientReport report = (directions ? check.directions(3) : check.everyEntry()).run();
            assertThat(report.parameter("a").verdict()).isIn(Verdict.CORRECT, Verdict.INCONCLUSIVE);
            assertThat(report.parameter("a").verdict() == Verdict.INCONCLUSIVE).isEqualTo(report.parameter("a").open() > 0);
            assertThat(report.parameter("b").verdict()).isIn(Verdict.WRONG, Verdict.INCONCLUSIVE);
            assertThat(report.parameter("b").count(Verdict.CORRECT)).isZero();
            report.cause().ifPresent(cause -> assertThat(cause.name()).isEqualTo("a stray factor"));
            assertThat(report.where() + report.fullText()).isNotEmpty();
            assertThat(a.toArray()).containsExactly(X);
            assertThat(b.toArray()).containsExactly(X);
        }
    }

    @Test
    void aTieThatThereWasNoTimeForIsNotDecided() {
        AtomicInteger calls = new AtomicInteger();
        int all = count(-1, calls);
        for (int slow = 2; slow <= all; slow += all / 5) {
            calls.set(0);
            GradientReport report = tie(slow, calls);
            assertThat(report.verdict()).as("slow call " + slow).isNotEqualTo(Verdict.WRONG);
        }
    }

    private static int count(int slow, AtomicInteger calls) {
        assertThat(tie(slow, calls).verdict()).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
        return calls.get();
    }

    /** The largest of three, equal at the point, with a mixture of the slopes nearby. */
    private static GradientReport tie(int slow, AtomicInteger calls) {
        return GradientCheck.of(x -> {
            if (calls.incrementAndGet() == slow) {
                sleep();
            }
            return Math.max(x[0], Math.max(x[1], x[2]));
        }, x -> new double[] {0.5, 0.25, 0.25}).timeLimit(LIMIT).at(2, 2, 2);
    }

    @Test
    void onSeveralThreads() {
        GradientReport report = GradientCheck.of(squares(200), doubled(1.5)).concurrently().threads(2).timeLimit(LIMIT).at(X);
        assertThat(report.verdict()).isIn(Verdict.INCONCLUSIVE, Verdict.WRONG);
        assertThat(report.open()).isPositive();
    }

    @Test
    void aNegativeLimitIsRefused() {
        GradientCheck check = GradientCheck.of(squares(-1), doubled(1));
        assertThatIllegalArgumentException().isThrownBy(() -> check.timeLimit(Duration.ofMillis(-5))).withMessage("the time limit must not be negative: PT-0.005S");
        assertThatThrownBy(() -> check.timeLimit(null)).isInstanceOf(NullPointerException.class).hasMessage("limit");
    }
}
