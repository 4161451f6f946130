package io.github.gradcheck.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.problem.PointEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Values of f from Apache Spark: a master and two workers in processes of their own, on this machine. */
class SparkTest {
    private static final double[] X = IntStream.range(0, 24).mapToDouble(i -> 0.3 + 0.1 * i).toArray();
    private static JavaSparkContext spark;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        spark = new JavaSparkContext(new SparkConf().setMaster("local-cluster[2,1,512]").setAppName("gradient check")
                .set("spark.executor.memory", "512m").set("spark.ui.enabled", "false").set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.executor.extraClassPath", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    static double f(double[] x) {
        double sum = Math.abs(x[3] - 0.6);
        for (int i = 0; i < x.length; i++) {
            sum += Math.sin(x[i] * x[(i + 1) % x.length]);
        }
        return sum;
    }

    /** With a slip in entry 7. */
    static double[] gradient(double[] x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int next = (i + 1) % x.length;
            gradient[i] += x[next] * Math.cos(x[i] * x[next]);
            gradient[next] += x[i] * Math.cos(x[i] * x[next]);
        }
        gradient[7] *= 1.5;
        return gradient;
    }

    /** The whole adapter; which process had a point is noted beside its value. */
    private static PointEvaluator onSpark(Set<Long> processes, boolean isOneLost) {
        return points -> {
            List<Tuple2<Long, Double>> values = spark.parallelize(points, 4).map(x -> {
                if (isOneLost && TaskContext.getPartitionId() == 1 && TaskContext.get().attemptNumber() == 0) {
                    Runtime.getRuntime().halt(1);
                }
                return new Tuple2<>(ProcessHandle.current().pid(), f(x));
            }).collect();
            values.forEach(value -> processes.add(value._1()));
            return values.stream().map(value -> new double[] {value._2()}).toList();
        };
    }

    private static void assertSame(GradientReport report) {
        ParameterReport here = GradientCheck.of(SparkTest::f, SparkTest::gradient).at(X).parameter("x");
        ParameterReport there = report.parameter("x");
        assertThat(there.numeric().toArray()).containsExactly(here.numeric().toArray());
        assertThat(there.error().toArray()).containsExactly(here.error().toArray());
        assertThat(there.doubtful()).isEqualTo(here.doubtful());
        assertThat(there.cause()).isEqualTo(here.cause());
        assertThat(report.where()).isEqualTo("x[7]; all others right");
    }

    @Test
    void verdictsAndIntervalsAreThoseOfOneThreadBitForBit() {
        Set<Long> processes = ConcurrentHashMap.newKeySet();
        assertSame(GradientCheck.of(SparkTest::f, SparkTest::gradient).evaluatedBy(onSpark(processes, false)).at(X));
        assertThat(processes).hasSizeGreaterThanOrEqualTo(2).doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    void aWorkerThatIsLostIsReplaced() {
        boolean[] isOneLost = {true};
        Set<Long> processes = ConcurrentHashMap.newKeySet();
        assertSame(GradientCheck.of(SparkTest::f, SparkTest::gradient).evaluatedBy(points -> {
            boolean now = isOneLost[0] && points.size() == X.length;
            isOneLost[0] &= !now;
            return onSpark(processes, now).values(points);
        }).at(X));
        assertThat(isOneLost[0]).as("one was lost").isFalse();
    }
}
