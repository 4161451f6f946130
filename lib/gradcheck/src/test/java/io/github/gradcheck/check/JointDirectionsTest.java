package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.direction.Direction;
import io.github.gradcheck.direction.JointDirection;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.Block;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Directions through all arrays at once: what they cost, what they leave to directions through each, and that nothing hides in the sum. */
class JointDirectionsTest {
    /** At the point twice, and four along each of two directions. */
    private static final int SMOOTH = 2 + 2 * 4;

    /** Σ c·sin over three arrays of other sizes, c such that their gradients differ by powers of ten. */
    private final Map<String, NDArray> params = new LinkedHashMap<>();
    private final Map<String, NDArray> gradients = new LinkedHashMap<>();
    private final Map<String, Double> factors = new LinkedHashMap<>();

    JointDirectionsTest() {
        add("w", 1, 40, 30);
        add("b", 1e-2, 30);
        add("u", 10, 7);
    }

    private void add(String name, double factor, int... shape) {
        NDArray array = NDArray.of(new SplittableRandom(name.hashCode()).doubles(NDArray.zeros(shape).size(), -2, 2).toArray(), shape);
        params.put(name, array);
        factors.put(name, factor);
        gradients.put(name, array.map(Math::cos).multiply(factor));
    }

    private double loss(DoubleUnaryOperator of) {
        return params.entrySet().stream().mapToDouble(entry -> factors.get(entry.getKey()) * entry.getValue().map(of).sum()).sum();
    }

    private GradientReport check(long seed) {
        return GradientCheck.ofParameters(params, () -> loss(Math::sin), () -> gradients).directions(1).seed(seed).run();
    }

    private void wrong(String name, int i, double error) {
        NDArray changed = gradients.get(name).copy();
        changed.setFlat(i, changed.getFlat(i) + error);
        gradients.put(name, changed);
    }

    @Test
    void twoDirectionsThroughAllArraysSettleARightGradientOfASmoothFunction() {
        for (int seed = 0; seed < 20; seed++) {
            GradientReport report = check(seed);
            assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
            assertThat(report.evaluations()).as("%s", report).isEqualTo(SMOOTH);
            for (ParameterReport parameter : report.parameters()) {
                assertThat(parameter.directions()).as(parameter.name()).hasSize(1);
                assertThat(parameter.missed(1e-4)).as(parameter.name()).isZero();
            }
        }
    }

    @Test
    void eachOfSeveralDirectionsGoesThroughAllArrays() {
        GradientReport report = GradientCheck.ofParameters(params, () -> loss(Math::sin), () -> gradients).directions(3).run();
        assertThat(report.evaluations()).isEqualTo(2 + 3 * 4);
        assertThat(report.parameters()).allSatisfy(parameter -> assertThat(parameter.directions()).hasSize(3));
    }

    @Test
    void anEntryOfAnyArrayThatIsOffByAThousandthIsNamedAndTheOtherArraysAreRight() {
        for (String name : params.keySet()) {
            NDArray right = gradients.get(name);
            wrong(name, 3, 1e-3 * Math.sqrt(right.multiply(right).sum() / right.size()));
            GradientReport report = check(0);
            assertThat(report.count(Verdict.WRONG)).as("%s", report).isOne();
            assertThat(report.parameter(name).verdict()).isEqualTo(Verdict.WRONG);
            gradients.put(name, right);
        }
    }

    /** The parts of the direction number d that the check will draw. */
    private List<JointDirection.Part> parts(int d) {
        List<String> names = List.copyOf(params.keySet());
        return names.stream().map(name -> {
            Block block = Block.of(name, params.get(name));
            return JointDirection.Part.of(block, Direction.of(block, 31L * names.indexOf(name) + 1009L * d), gradients.get(name).toArray(), 0);
        }).toList();
    }

    /** An error of w[5] and one of u[2] that cancel along the first direction to the last digits: a second one shows them. */
    @Test
    void errorsOfTwoArraysThatCancelAlongOneDirectionAreNamed() {
        Map<String, NDArray> right = Map.copyOf(gradients);
        double[] unit = new double[7];
        unit[2] = 1;
        wrong("w", 5, 0.1);
        wrong("u", 2, -difference(right, 0) / slopeOf("u", unit));
        assertThat(difference(right, 0)).isCloseTo(0, within(1e-9));
        assertThat(Math.abs(difference(right, 1))).isGreaterThan(1e-3);
        GradientReport report = check(0);
        assertThat(report.parameter("w").wrongEntries()).singleElement().extracting(EntryReport::index).isEqualTo("[0, 5]");
        assertThat(report.parameter("u").wrongEntries()).singleElement().extracting(EntryReport::index).isEqualTo("[2]");
        assertThat(report.parameter("b").verdict()).isEqualTo(Verdict.CORRECT);
    }

    /** By how much the gradients claim another derivative along direction d than there is. */
    private double difference(Map<String, NDArray> right, int d) {
        double difference = 0;
        for (JointDirection.Part part : parts(d)) {
            double[] g = right.get(part.block().name()).toArray();
            difference += (part.claim().value() - part.direction().along(g, 0, g.length)) * part.direction().scale();
        }
        return difference;
    }

    private double slopeOf(String name, double[] gradient) {
        return parts(0).stream().filter(part -> part.block().name().equals(name))
                .mapToDouble(part -> part.direction().scale() * part.direction().along(gradient, 0, gradient.length)).sum();
    }

    @Test
    void anArrayWhoseGradientIsZeroOrDrownsInTheRoundingOfFHasDirectionsOfItsOwn() {
        add("unused", 0, 5);
        add("tiny", 1e-15, 5);
        GradientReport report = check(0);
        assertThat(report.parameter("unused").verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(List.of("w", "b", "u")).allSatisfy(name -> assertThat(report.parameter(name).evaluations()).as(name).isEqualTo(4));
        assertThat(report.parameter("tiny").evaluations()).isGreaterThan(4);
        gradients.put("unused", NDArray.full(1e-3, 5));
        assertThat(check(0).parameter("unused").verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void whereTheFunctionIsNoisyEachArrayHasDirectionsOfItsOwn() {
        double[] noise = new SplittableRandom(1).doubles(1 << 12, -1, 1).toArray();
        GradientReport report = GradientCheck.ofParameters(params, () -> {
            double value = loss(Math::sin);
            return value + 1e-7 * noise[Double.hashCode(value) & 0xfff];
        }, () -> gradients).directions(1).run();
        assertThat(report.parameter("w").verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.parameters()).allSatisfy(parameter -> assertThat(parameter.verdict()).isNotEqualTo(Verdict.WRONG));
        assertThat(report.evaluations()).isGreaterThan(SMOOTH);
    }

    @Test
    void allArraysComeBackBitForBitAndTheSameSeedGivesTheSameReport() {
        params.get("w").setFlat(4, -0.0);
        List<double[]> before = params.values().stream().map(NDArray::toArray).toList();
        String first = check(7).parameters().toString();
        int a = 0;
        for (NDArray array : params.values()) {
            assertThat(Arrays.equals(array.toArray(), before.get(a++))).isTrue();
        }
        assertThat(check(7).parameters().toString().replaceAll("@[0-9a-f]+", "")).isEqualTo(first.replaceAll("@[0-9a-f]+", ""));
    }
}
