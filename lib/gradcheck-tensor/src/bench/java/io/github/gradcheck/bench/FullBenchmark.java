package io.github.gradcheck.bench;

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

/** Every entry of a function of which nothing is known, on all cores: up to half a minute a run, so that few must do. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(1)
@State(Scope.Benchmark)
public class FullBenchmark {
    /** Inputs, hidden units, classes, examples. */
    @Param({"64-50-10-32", "784-100-10-64"})
    public String sizes;

    private Net net;

    /** Makes the net. */
    @Setup
    public void make() {
        net = Net.of(sizes);
    }

    /** Every entry, two-sided. */
    @Benchmark
    public double everyEntryFull() {
        return net.twoSidedFull();
    }

    /** The evaluations of {@link #everyEntryFull} alone, on as many threads. */
    @Benchmark
    public double bareFull() {
        return net.bareFull();
    }
}
