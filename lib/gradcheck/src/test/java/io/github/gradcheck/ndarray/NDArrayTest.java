package io.github.gradcheck.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NDArrayTest {
    private static final NDArray MATRIX = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @Test
    void keepsRowMajorOrder() {
        assertThat(MATRIX.get(1, 0)).isEqualTo(4);
        assertThat(MATRIX.getFlat(3)).isEqualTo(4);
        assertThat(MATRIX.shape()).containsExactly(2, 3);
    }

    @Test
    void copiesWhatItIsMadeFromAndWhatItGivesAway() {
        double[] data = {1, 2};
        NDArray array = NDArray.of(data, 2);
        data[0] = 9;
        array.toArray()[1] = 9;
        array.shape()[0] = 9;
        assertThat(array.toArray()).containsExactly(1, 2);
        assertThat(array.shape()).containsExactly(2);
    }

    @Test
    void stretchesARowAndAColumnAgainstEachOther() {
        NDArray row = NDArray.of(new double[] {10, 20, 30}, 3);
        NDArray column = NDArray.of(new double[] {1, 2}, 2, 1);
        assertThat(row.add(column).toArray()).containsExactly(11, 21, 31, 12, 22, 32);
        assertThat(row.add(column).shape()).containsExactly(2, 3);
    }

    @Test
    void sumsBackWhatBroadcastingStretched() {
        assertThat(MATRIX.sumTo(3).toArray()).containsExactly(5, 7, 9);
        assertThat(MATRIX.sumTo(2, 1).toArray()).containsExactly(6, 15);
        assertThat(MATRIX.sumTo().item()).isEqualTo(21);
    }

    @Test
    void namesBothShapesThatDoNotFit() {
        NDArray other = NDArray.zeros(4);
        assertThatIllegalArgumentException().isThrownBy(() -> MATRIX.add(other)).withMessageContaining("[2, 3]").withMessageContaining("[4]");
        assertThatIllegalArgumentException().isThrownBy(() -> MATRIX.matmul(other)).withMessageContaining("(2, 3)").withMessageContaining("(4,)");
        assertThatIllegalArgumentException().isThrownBy(() -> MATRIX.reshape(4)).withMessageContaining("(2, 3)").withMessageContaining("(4,)");
        assertThatIllegalArgumentException().isThrownBy(() -> MATRIX.copy().assign(other)).withMessageContaining("(4,)");
        assertThatIllegalArgumentException().isThrownBy(() -> MATRIX.broadcastTo(3, 3)).withMessageContaining("(3, 3)");
        assertThatIllegalArgumentException().isThrownBy(() -> MATRIX.permute(0, 0)).withMessageContaining("(0, 0)");
        assertThatIllegalArgumentException().isThrownBy(() -> NDArray.of(new double[5], 2, 3)).withMessageContaining("5 entries");
    }

    @Test
    void namesAnIndexThatDoesNotExist() {
        assertThatThrownBy(() -> MATRIX.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("(2, 0)").hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> MATRIX.get(1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(1,)");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void multipliesStacksOfMatricesAsThreeLoopsDo(long seed) {
        Random random = new Random(seed);
        int stack = 1 + random.nextInt(3);
        int m = 1 + random.nextInt(5);
        int k = 1 + random.nextInt(5);
        int n = 1 + random.nextInt(5);
        NDArray a = random(random, stack, m, k);
        NDArray b = random(random, k, n);
        NDArray product = a.matmul(b);
        assertThat(product.shape()).containsExactly(stack, m, n);
        for (int s = 0; s < stack; s++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l < k; l++) {
                        sum += a.get(s, i, l) * b.get(l, j);
                    }
                    assertThat(product.get(s, i, j)).isCloseTo(sum, within(1e-14));
                }
            }
        }
    }

    @Test
    void multipliesVectorsAsRowsFromTheLeftAndColumnsFromTheRight() {
        NDArray two = NDArray.of(new double[] {1, 10}, 2);
        NDArray three = NDArray.of(new double[] {1, 10, 100}, 3);
        assertThat(two.matmul(MATRIX).toArray()).containsExactly(41, 52, 63);
        assertThat(MATRIX.matmul(three).toArray()).containsExactly(321, 654);
        assertThat(two.matmul(two).shape()).isEmpty();
        assertThat(two.matmul(two).item()).isEqualTo(101);
    }

    @Test
    void roundsEveryEntryOfAFloat32Array() {
        NDArray array = NDArray.of(new double[] {0.1}, DType.FLOAT32, 1);
        assertThat(array.get(0)).isEqualTo(0.1f);
        assertThat(array.multiply(3).get(0)).isEqualTo((float) (3 * (double) 0.1f));
        assertThat(array.add(NDArray.of(new double[] {0.1}, 1)).get(0)).isEqualTo(0.1f + 0.1);
    }

    @Test
    void doesNotLoseANaN() {
        NDArray array = NDArray.of(new double[] {1, Double.NaN, 3}, 3);
        assertThat(array.max(0, false).item()).isNaN();
        assertThat(array.sum()).isNaN();
        assertThat(array.maximum(0).get(1)).isNaN();
        assertThat(array.argmax(0)).containsExactly(1);
    }

    @Test
    void turnsAxesAround() {
        assertThat(MATRIX.transpose().toArray()).containsExactly(1, 4, 2, 5, 3, 6);
        NDArray cube = NDArray.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 2, 2, 2);
        assertThat(cube.permute(2, 0, 1).toArray()).containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
        assertThat(MATRIX.reshape(3, -1).shape()).containsExactly(3, 2);
    }

    @Test
    void worksWithoutAnyEntry() {
        NDArray empty = NDArray.zeros(0, 3);
        assertThat(empty.sum()).isZero();
        assertThat(empty.matmul(NDArray.zeros(3, 2)).shape()).containsExactly(0, 2);
        assertThat(NDArray.zeros(2, 0).matmul(empty).toArray()).containsExactly(0, 0, 0, 0, 0, 0);
    }

    @Test
    void countsHowOftenItWasWrittenTo() {
        NDArray array = MATRIX.copy();
        long before = array.version();
        array.set(7, 0, 0);
        assertThat(array.version()).isGreaterThan(before);
        assertThat(array.get(0, 0)).isEqualTo(7);
    }

    private static NDArray random(Random random, int... shape) {
        return NDArray.zeros(shape).map(zero -> random.nextGaussian());
    }
}
