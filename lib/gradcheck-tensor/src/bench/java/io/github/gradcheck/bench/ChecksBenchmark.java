package io.github.gradcheck.bench;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Checks of a two-layer net, each beside the bare evaluations that it cannot do without. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ChecksBenchmark {
    /** Inputs, hidden units, classes, examples. */
    @Param({"4-10-3-5", "64-50-10-32", "784-100-10-64"})
    public String sizes;

    private Net net;

    /** Makes the net. */
    @Setup
    public void make() {
        net = Net.of(sizes);
    }

    /** Every entry, two-sided, by incremental evaluation. */
    @Benchmark
    public double everyEntryIncremental() {
        return net.twoSidedIncremental();
    }

    /** The evaluations of {@link #everyEntryIncremental} alone. */
    @Benchmark
    public double bareIncremental() {
        return net.bareIncremental();
    }

    /** The whole check of every entry: four evaluations an entry, verdicts with their uncertainty. */
    @Benchmark
    public GradientReport checkEveryEntryIncremental() {
        return require(Verdict.CORRECT, net.checkIncremental().everyEntry().run());
    }

    /** The whole check along one random direction for each array. */
    @Benchmark
    public GradientReport checkDirections() {
        return require(Verdict.CORRECT, net.check().directions(1).run());
    }

    /** One wrong weight found, and its cause named. */
    @Benchmark
    public GradientReport findOneWrong() {
        return require(Verdict.WRONG, net.checkOneWrong().directions(1).run());
    }

    /** One full evaluation. */
    @Benchmark
    public double oneEvaluation() {
        return net.loss();
    }

    private static GradientReport require(Verdict verdict, GradientReport report) {
        if (report.verdict() != verdict || verdict == Verdict.WRONG && report.count(Verdict.WRONG) != 1) {
            throw new IllegalStateException("not the verdict that a check which is timed should give:\n" + report);
        }
        return report;
    }
}
