package io.github.gradcheck.testing;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomPointsTest {
    private static final Box BOX = Box.of(new double[] {-1, 5, 2}, new double[] {1, 5, 30});

    private static List<String> texts(RandomPoints points, int count) {
        return points.stream(count).map(RandomPoint::toString).toList();
    }

    @Test
    void lieInTheBoxAndFillIt() {
        List<RandomPoint> points = RandomPoints.in(BOX).seed(7).stream(1000).toList();
        assertThat(points).allSatisfy(point -> {
            assertThat(point.x()[0]).isBetween(-1.0, 1.0);
            assertThat(point.x()[1]).isEqualTo(5);
            assertThat(point.x()[2]).isBetween(2.0, 30.0);
        });
        assertThat(points.stream().mapToDouble(point -> point.x()[2]).average().orElseThrow()).isBetween(15.0, 17.0);
        assertThat(points.stream().mapToDouble(point -> point.x()[2]).min().orElseThrow()).isLessThan(2.3);
        assertThat(points.stream().mapToDouble(point -> point.x()[2]).max().orElseThrow()).isGreaterThan(29.7);
    }

    @Test
    void aBoxSaysWhereItIs() {
        assertThat(BOX).hasToString("box from [-1.0, 5.0, 2.0] to [1.0, 5.0, 30.0]");
        assertThat(Box.of(0, 1, 100)).asString().contains("0.0, … 100 in all] to [1.0");
    }

    @Test
    void followTheGeneratorThatTheJdkSpecifies() {
        Random random = new Random(42);
        RandomPoint first = RandomPoints.in(Box.of(0, 1, 2)).seed(42).stream(1).findFirst().orElseThrow();
        assertThat(first.x()).containsExactly(random.nextDouble(), random.nextDouble());
        assertThat(first).hasToString("point 1 of seed 42: [0.7275636800328681, 0.6832234717598454]");
    }

    @Test
    void areTheSameFromTheSameSeedHoweverManyAreDrawnAndOthersFromAnother() {
        RandomPoints points = RandomPoints.in(BOX).seed(3);
        assertThat(texts(points, 5)).isEqualTo(texts(points, 9).subList(0, 5)).isNotEqualTo(texts(points.seed(4), 5));
        assertThat(points.stream(2).map(RandomPoint::number)).containsExactly(1, 2);
        assertThat(points.stream(2).map(RandomPoint::seed)).containsExactly(3L, 3L);
    }

    @Test
    void areOthersInEachRunUnlessTheSystemPropertyGivesASeedBack() {
        String before = System.getProperty(RandomPoints.PROPERTY);
        try {
            System.clearProperty(RandomPoints.PROPERTY);
            Set<String> runs = new HashSet<>();
            for (int run = 0; run < 20; run++) {
                runs.addAll(texts(RandomPoints.in(BOX), 1));
            }
            assertThat(runs).hasSizeGreaterThan(10);
            System.setProperty(RandomPoints.PROPERTY, " 42 ");
            assertThat(texts(RandomPoints.in(BOX), 3)).isEqualTo(texts(RandomPoints.in(BOX).seed(42), 3));
            System.setProperty(RandomPoints.PROPERTY, "forty");
            assertThatThrownBy(() -> RandomPoints.in(BOX)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("gradcheck.seed").hasMessageContaining("forty");
        } finally {
            if (before == null) {
                System.clearProperty(RandomPoints.PROPERTY);
            } else {
                System.setProperty(RandomPoints.PROPERTY, before);
            }
        }
    }

    @Test
    void cannotBeChangedFromOutside() {
        double[] lower = {0};
        Box box = Box.of(lower, new double[] {1});
        lower[0] = 100;
        RandomPoint point = RandomPoints.in(box).seed(1).stream(1).findFirst().orElseThrow();
        double x = point.x()[0];
        point.x()[0] = 9;
        assertThat(point.x()).containsExactly(x);
        assertThat(x).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 2})
    void refuseABoxThatIsNone(double lower) {
        assertThatThrownBy(() -> Box.of(lower, 1, 2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("lower[0]").hasMessageContaining("" + lower);
    }

    @Test
    void refuseWhatCannotBeDrawn() {
        assertThatThrownBy(() -> Box.of(0, 1, 0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("dimension").hasMessageContaining("0");
        assertThatThrownBy(() -> Box.of(new double[1], new double[2])).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 and 2");
        assertThatThrownBy(() -> Box.of(-Double.MAX_VALUE, Double.MAX_VALUE, 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("finite distance");
        assertThatThrownBy(() -> RandomPoints.in(BOX).stream(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("count");
        assertThat(BOX.dimension()).isEqualTo(3);
    }

    static Stream<RandomPoint> points() {
        return RandomPoints.in(Box.of(-2, 2, 2)).stream(5);
    }

    @ParameterizedTest
    @MethodSource("points")
    void parameteriseATestOfJUnit(RandomPoint point) {
        assertThatGradient(x -> Math.exp(x[0] * x[1]), x -> new double[] {x[1] * Math.exp(x[0] * x[1]), x[0] * Math.exp(x[0] * x[1])}).isCorrectAt(point);
    }
}
