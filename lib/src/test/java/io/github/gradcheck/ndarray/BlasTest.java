package io.github.gradcheck.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BlasTest {
    /** A program of its own, because a library that is loaded once says nothing the second time. */
    public static final class Multiply {
        public static void main(String[] args) {
            NDArray two = NDArray.of(new double[] {1, 2}, 2);
            System.out.println(two.matmul(two).item() + " by " + NDArray.blas());
        }
    }

    @Test
    void theFirstProductOfAProgramWritesNothingToStderr() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Multiply.class.getName()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).startsWith("5.0 by ").contains("BLAS");
        assertThat(err).isEmpty();
    }
}
