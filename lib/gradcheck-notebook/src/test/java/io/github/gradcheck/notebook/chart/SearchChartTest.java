package io.github.gradcheck.notebook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.ParameterReport;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchChartTest {
    private static final double[] X = new SplittableRandom(1).doubles(8192, -2, 2).toArray();

    private static ParameterReport check(UnaryOperator<double[]> change) {
        return GradientCheck.of(x -> Arrays.stream(x).map(Math::sin).sum(), x -> change.apply(Arrays.stream(x).map(Math::cos).toArray()))
                .directions(1).at(X).parameter("x");
    }

    private static long red(Picture picture, int fromRow, int toRow) {
        return IntStream.range(2 * fromRow, 2 * toRow).mapToLong(row -> IntStream.range(300, 1300)
                .filter(column -> picture.image().getRGB(column, row) == Style.FAILS.getRGB()).count()).sum();
    }

    @Test
    void closesInOnOneWrongEntry() {
        Picture picture = SearchChart.of(check(g -> {
            g[5000] += 1;
            return g;
        }));
        assertThat(picture.alternativeText()).isEqualTo("Chart of the search in x, one row for each of 10 halvings of its 8,192 entries. "
                + "In the first, 4,096 to 8,191 disagree; in the last, 5,000 to 5,007 disagree. Then found wrong: [5000].");
        // The first row is red for one half of the axis, the second for a quarter: striped or not, it is wider.
        assertThat(red(picture, 74, 92)).isGreaterThan(red(picture, 99, 117));
        assertThat(red(picture, 99, 117)).isPositive();
    }

    @Test
    void followsSeveralWrongEntries() {
        String words = SearchChart.of(check(g -> {
            g[10] += 1;
            g[5000] -= 1;
            return g;
        })).alternativeText();
        assertThat(words).contains("In the first, 2 ranges disagree; in the last, 2 ranges disagree.").contains("[10]").contains("[5000]");
    }

    @Test
    void aFaultThatIsEverywhereIsDrawnToo() {
        assertThat(SearchChart.of(check(g -> Arrays.stream(g).map(value -> 2 * value).toArray())).alternativeText()).contains(" more.");
    }

    @Test
    void refusesASearchThatNeverBegan() {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchChart.of(check(g -> g)))
                .withMessage("parameter x was not searched by halving: it is correct");
    }
}
