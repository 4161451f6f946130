package io.github.gradcheck.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In programs of their own, because a library that is loaded once says nothing the second time. */
class BlasTest {
    /** Makes a matrix product. */
    public static final class Multiply {
        public static void main(String[] args) {
            NDArray two = NDArray.of(new double[] {1, 2}, 2);
            System.out.println(two.matmul(two).item() + " by " + NDArray.blas());
        }
    }

    /** A plain check, and one of named arrays; neither makes a product. */
    public static final class Check {
        public static void main(String[] args) {
            NDArray w = NDArray.of(new double[] {1, -2, 3}, 3);
            System.out.println(GradientCheck.of(x -> x[0] * x[0], x -> new double[] {2 * x[0]}).at(3).verdict());
            System.out.println(GradientCheck.ofParameters(Map.of("w", w), () -> w.multiply(w).sum(),
                    () -> Map.of("w", w.multiply(2))).run().verdict());
        }
    }

    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    private Path folder;

    /** What a program printed; nothing of it to stderr. */
    private String output(Class<?> program, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(err).isEmptyFile();
        return out;
    }

    @Test
    void theFirstProductOfAProgramWritesNothingToStderr() throws IOException, InterruptedException {
        assertThat(output(Multiply.class, NATIVE_ACCESS)).startsWith("5.0 by ").contains("BLAS");
    }

    @Test
    void aProgramThatWasNotStartedForNativeCodeMultipliesInPureJavaWhereJavaWouldWarnOfIt() throws IOException, InterruptedException {
        String warning = Runtime.version().feature() < 24 ? "BLAS" : "pure Java BLAS";
        assertThat(output(Multiply.class)).startsWith("5.0 by ").contains(warning);
    }

    @Test
    void aCheckWithoutAMatrixProductLoadsNoBlasAndWritesNothingToStderr() throws IOException, InterruptedException {
        String everyClass = "-Xlog:class+load:stdout";
        assertThat(output(Check.class, everyClass)).contains("CORRECT").contains("io.github.gradcheck.ndarray.NDArray").doesNotContain("netlib");
        assertThat(output(Multiply.class, everyClass)).as("a product does load one").contains("netlib");
    }

    @Test
    void productsOfSeveralThreadsAtOnceAreTheSameToTheLastBit() {
        NDArray a = new NumpyRandom(0).randn(300, 100);
        NDArray b = new NumpyRandom(1).randn(100, 100);
        double[] alone = a.matmul(b).toArray();
        // With a library that has no locks, and ours taken away, 12 and 35 of 30 000 differed.
        List<NDArray> together = IntStream.range(0, 20_000).parallel().mapToObj(i -> a.matmul(b)).filter(c -> !Arrays.equals(c.toArray(), alone)).toList();
        assertThat(together).as("by " + NDArray.blas()).isEmpty();
    }
}
