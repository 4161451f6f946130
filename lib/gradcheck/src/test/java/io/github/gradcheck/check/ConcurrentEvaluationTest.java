package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Other threads: faster, and never at the price of the verdict. */
class ConcurrentEvaluationTest {
    private static final double[] X = new SplittableRandom(5).doubles(300, -2, 2).toArray();

    private static double loss(double[] x) {
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += Math.tanh(x[i] * x[i - 1]);
        }
        return sum;
    }

    private static double[] gradient(double[] x) {
        double[] g = new double[x.length];
        for (int i = 1; i < x.length; i++) {
            double t = Math.tanh(x[i] * x[i - 1]);
            g[i] += (1 - t * t) * x[i - 1];
            g[i - 1] += (1 - t * t) * x[i];
        }
        g[7] *= 1.001;
        return g;
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBitForBit() {
        GradientReport one = GradientCheck.of(ConcurrentEvaluationTest::loss, ConcurrentEvaluationTest::gradient).at(X);
        for (int threads = 1; threads <= 5; threads++) {
            GradientReport several = GradientCheck.of(ConcurrentEvaluationTest::loss, ConcurrentEvaluationTest::gradient).concurrently().threads(threads).at(X);
            assertThat(several.parameter("x").numeric().toArray()).containsExactly(one.parameter("x").numeric().toArray());
            assertThat(several.parameter("x").error().toArray()).containsExactly(one.parameter("x").error().toArray());
            assertThat(several.parameter("x").wrongEntries()).isEqualTo(one.parameter("x").wrongEntries());
        }
    }

    @Test
    void moreThreadsThanCoresAreNotStartedAndTheReportSaysSo() {
        GradientReport report = GradientCheck.of(ConcurrentEvaluationTest::loss, ConcurrentEvaluationTest::gradient).concurrently().threads(1000).at(X);
        assertThat(report.toString()).contains("1000 asked for, and there are not so many cores");
    }

    @Test
    void refusesNoThread() {
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(ConcurrentEvaluationTest::loss, ConcurrentEvaluationTest::gradient).threads(0))
                .withMessage("threads must be positive: 0");
    }

    @Test
    void withoutTheCallersWordNothingRunsOnAnotherThread() {
        Thread caller = Thread.currentThread();
        GradientCheck.of(x -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            return loss(x);
        }, ConcurrentEvaluationTest::gradient).threads(4).at(X);
    }

    @Test
    void aFunctionThatIsNotSafeToCallConcurrentlyIsNoticed() {
        Thread caller = Thread.currentThread();
        GradientCheck unsafe = GradientCheck.of(x -> loss(x) + (Thread.currentThread() == caller ? 0 : 1e-9 * x[5]), ConcurrentEvaluationTest::gradient).concurrently();
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one core only");
        assertThatIllegalStateException().isThrownBy(() -> unsafe.at(X)).withMessageContaining("said to be safe to call concurrently and is not");
    }

    @Test
    void whereAFunctionThrowsOnAnotherThreadItIsNotDefined() {
        GradientCheck check = GradientCheck.of(x -> {
            if (x[200] != X[200]) {
                throw new UnsupportedOperationException("entry 200");
            }
            return loss(x);
        }, ConcurrentEvaluationTest::gradient).concurrently();
        assertThat(check.at(X).parameter("x").doubtful()).filteredOn(entry -> entry.verdict() == Verdict.INCONCLUSIVE).singleElement().satisfies(entry -> {
            assertThat(entry.index()).isEqualTo("[200]");
            assertThat(entry.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(entry.reason()).endsWith("it threw java.lang.UnsupportedOperationException: entry 200");
        });
    }

    @Test
    @Timeout(30)
    void anInterruptEndsAllThreads() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(50);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread checking = new Thread(() -> {
            try {
                GradientCheck.of(x -> {
                    running.countDown();
                    IntStream.range(0, 2000).forEach(i -> Math.sin(i));
                    return loss(x);
                }, ConcurrentEvaluationTest::gradient).concurrently().at(new SplittableRandom(1).doubles(4000).toArray());
            } catch (CancellationException e) {
                thrown.set(e);
            }
        });
        checking.start();
        running.await();
        checking.interrupt();
        checking.join();
        assertThat(thrown.get()).hasMessageContaining("interrupted");
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("gradcheck-"));
    }
}
