package io.github.gradcheck.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this artifact does by itself. */
class PlainProductTest {
    private static double[] random(int n) {
        return new SplittableRandom(n).doubles(n, -1, 1).toArray();
    }

    /** Each entry as its definition has it, added from left to right. */
    private static double[] defined(int m, int n, int k, double[] a, double[] b) {
        double[] c = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < k; l++) {
                    c[i * n + j] += a[i * k + l] * b[l * n + j];
                }
            }
        }
        return c;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 4", "3, 5, 64", "3, 5, 65", "2, 512, 3", "2, 513, 130", "7, 1100, 200"})
    void isTheSumOfItsDefinitionToTheLastBitInBlocksAndBeyond(int m, int n, int k) {
        double[] a = random(m * k);
        double[] b = random(k * n + 1);
        double[] c = new double[m * n];
        Arrays.fill(c, 7);
        new PlainProduct().multiply(m, n, k, a, 0, b, 0, c, 0);
        assertThat(c).containsExactly(defined(m, n, k, a, b));
    }

    @Test
    void writesNothingButTheProductAndStartsWhereItIsTold() {
        double[] c = {9, 9, 9, 9};
        new PlainProduct().multiply(1, 2, 2, new double[] {5, 1, 2}, 1, new double[] {5, 1, 2, 3, 4}, 1, c, 1);
        assertThat(c).containsExactly(9, 7, 10, 9);
    }

    @Test
    void aZeroTimesWhatIsNoNumberIsNone() {
        double[] c = new double[1];
        new PlainProduct().multiply(1, 1, 2, new double[] {0, 1}, 0, new double[] {Double.NaN, 1}, 0, c, 0);
        assertThat(c[0]).isNaN();
    }

    @Test
    void isWhatProductsAreMadeByWithoutAnotherArtifact() {
        NDArray a = NDArray.of(new double[][] {{1, 2}, {3, 4}});
        assertThat(a.matmul(a).toArray()).containsExactly(7, 10, 15, 22);
        assertThat(NDArray.blas()).isEqualTo("plain loops");
    }

    @Test
    void randomStreamsSayWhichArtifactTheyNeed() {
        assertThatIllegalStateException().isThrownBy(() -> new NumpyRandom(0)).withMessageContaining("NumpyRandom needs").withMessageContaining("gradcheck-tensor");
    }
}
