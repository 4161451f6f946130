package io.github.gradcheck.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    private Path folder;

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    /** The class path of a program that has added no OpenBLAS. */
    private static final String WITHOUT_OPENBLAS = Stream.of(CLASS_PATH.split(File.pathSeparator)).filter(entry -> !entry.contains("bytedeco"))
            .collect(Collectors.joining(File.pathSeparator));
    private static final String NO_NATIVE_CODE = "-Ddev.ludovic.netlib.blas.allowNative=false";

    /** What a program printed; nothing of it to stderr. */
    private String output(Class<?> program, String classPath, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", classPath, program.getName()));
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(err)).isEqualTo(List.of(flags).contains(VECTORS) ? "WARNING: Using incubator modules: jdk.incubator.vector\n" : "");
        return out;
    }

    @Test
    void theFirstProductOfAProgramWritesNothingToStderr() throws IOException, InterruptedException {
        assertThat(output(Multiply.class, WITHOUT_OPENBLAS, NATIVE_ACCESS)).startsWith("5.0 by ").contains("BLAS").matches("(?s).*, \\d+ GFLOP/s.*");
    }

    @Test
    void anOpenBlasOnTheClassPathIsTaken() throws IOException, InterruptedException {
        assertThat(output(Multiply.class, CLASS_PATH, NATIVE_ACCESS)).startsWith("5.0 by the BLAS of org.bytedeco (OpenBLAS 0.3.");
        assertThat(output(Multiply.class, CLASS_PATH, NATIVE_ACCESS, NO_NATIVE_CODE)).startsWith("5.0 by pure Java BLAS (Java11BLAS), ");
    }

    @Test
    void itsJarWithoutThatOfThePlatformIsAsGoodAsNone() throws IOException, InterruptedException {
        String half = Stream.of(CLASS_PATH.split(File.pathSeparator)).filter(entry -> !entry.matches(".*openblas-[\\d.-]+-\\D.*"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(half).isNotEqualTo(CLASS_PATH).contains("bytedeco");
        assertThat(output(Multiply.class, half, NATIVE_ACCESS)).startsWith("5.0 by ").doesNotContain("bytedeco");
    }

    @Test
    void pureJavaMultipliesByVectorsWhereTheJvmHasThem() throws IOException, InterruptedException {
        assertThat(output(Multiply.class, WITHOUT_OPENBLAS, NO_NATIVE_CODE, VECTORS)).startsWith("5.0 by pure Java BLAS (VectorBLAS), ");
    }

    @Test
    void aProgramThatWasNotStartedForNativeCodeMultipliesInPureJavaWhereJavaWouldWarnOfIt() throws IOException, InterruptedException {
        String warning = Runtime.version().feature() < 24 ? "BLAS" : "pure Java BLAS";
        assertThat(output(Multiply.class, WITHOUT_OPENBLAS)).startsWith("5.0 by ").contains(warning);
        assertThat(output(Multiply.class, CLASS_PATH)).startsWith("5.0 by ").contains(warning);
    }

    @Test
    void aCheckWithoutAMatrixProductLoadsNoBlasAndWritesNothingToStderr() throws IOException, InterruptedException {
        String everyClass = "-Xlog:class+load:stdout";
        assertThat(output(Check.class, CLASS_PATH, everyClass)).contains("CORRECT").contains("io.github.gradcheck.ndarray.NDArray")
                .doesNotContain("netlib").doesNotContain("bytedeco");
        assertThat(output(Multiply.class, CLASS_PATH, everyClass)).as("a product does load one").contains("netlib");
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
