package io.github.gradcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.nets.JavaBackward;
import io.github.gradcheck.numeric.NumericalGradient;
import io.github.gradcheck.numeric.RelativeError;
import io.github.gradcheck.recipe.Line;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlantedNetTest {
    /** Which gradients each line of the backward pass leads to. */
    private static final Map<String, Set<String>> SPOILS = Map.of("dScores", Set.of("W1", "b1", "W2", "b2"), "dW2", Set.of("W2"), "db2", Set.of("b2"),
            "dH", Set.of("W1", "b1"), "dA", Set.of("W1", "b1"), "dW1", Set.of("W1"), "db1", Set.of("b1"));

    private static final List<Line> RIGHT = JavaBackward.lines().backward();
    private static final int KINDS = JavaBackward.bugs().size();

    /** The right lines as a student writes them. */
    private static BinaryOperator<NDArray> formula(String line) {
        return switch (line) {
            case "dScores" -> (probs, oneHot) -> probs.subtract(oneHot).divide(probs.shape()[0]);
            case "dW2", "dW1" -> (in, upstream) -> in.transpose().matmul(upstream);
            case "db2", "db1" -> (upstream, bias) -> upstream.sum(0);
            case "dH" -> (dScores, w2) -> dScores.matmul(w2.transpose());
            case "dA" -> (dH, h) -> dH.multiply(h.map(v -> v > 0 ? 1 : 0));
            default -> throw new IllegalArgumentException(line);
        };
    }

    static LongStream studentNumbers() {
        return LongStream.concat(LongStream.range(0, KINDS), LongStream.of(-1, 20260917, Integer.MAX_VALUE, Integer.MIN_VALUE, 12_345_678_901L,
                999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE));
    }

    private static PlantedNet repaired(long studentNumber) {
        PlantedNet net = PlantedNet.of(studentNumber);
        for (Line line : RIGHT) {
            net = net.with(line.name(), formula(line.name()));
        }
        return net;
    }

    private static Set<String> wrong(GradientReport report) {
        return report.parameters().stream().filter(parameter -> parameter.verdict() == Verdict.WRONG).map(ParameterReport::name).collect(Collectors.toSet());
    }

    /** The line of the listing that is not as it should be. */
    private static String wrongLine(PlantedNet net) {
        Set<String> right = repaired(0).source().lines().map(line -> line.split(" = ")[0].strip()).collect(Collectors.toSet());
        assertThat(right).isEqualTo(SPOILS.keySet());
        List<String> wrong = net.source().lines().filter(line -> RIGHT.stream().noneMatch(each -> line.endsWith(" = " + each.text()))).toList();
        assertThat(wrong).hasSize(1);
        return wrong.get(0).split(" = ")[0].strip();
    }

    @ParameterizedTest
    @MethodSource("studentNumbers")
    void theCheckFindsTheBugOfEveryStudentNumberWhereItsLineLeads(long studentNumber) {
        PlantedNet net = PlantedNet.of(studentNumber);
        assertThat(wrong(net.check())).isEqualTo(SPOILS.get(wrongLine(net)));
    }

    @ParameterizedTest
    @MethodSource("studentNumbers")
    void theRightLinesPassForEveryStudentNumber(long studentNumber) {
        assertThat(repaired(studentNumber).check().verdict()).isEqualTo(Verdict.CORRECT);
    }

    /** As a student of Part 2 measures it and draws it: with h = 1e-5, and a line at 1e-7. */
    @Test
    void theTutorialsThresholdTellsRightFromWrongForEveryStudentNumber() {
        LongStream.concat(LongStream.rangeClosed(0, 1500), studentNumbers()).forEach(number -> {
            PlantedNet net = PlantedNet.of(number);
            Set<String> spoilt = SPOILS.get(wrongLine(net));
            Map<String, NDArray> claimed = net.loss().gradients();
            net.params().forEach((name, array) -> {
                double error = RelativeError.max(NumericalGradient.of(ignored -> net.loss().loss(), array), claimed.get(name));
                assertThat(error).as("student number " + number + ", " + name).matches(each -> spoilt.contains(name) ? each > 1e-2 : each < 1e-8);
            });
        });
    }

    /** The right gradients of those that have a wrong one, and of the seeds that Exercise 3 tries a repaired net at. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99, 100, 101, 102, 103, 104, 12345})
    void aRepairedNetIsBelowTheThresholdAtEverySeed(long seed) {
        PlantedNet net = repaired(1).at(seed);
        net.params().forEach((name, array) -> assertThat(RelativeError.max(NumericalGradient.of(ignored -> net.loss().loss(), array),
                net.loss().gradients().get(name))).as(name).isLessThan(1e-8));
    }

    @ParameterizedTest
    @MethodSource("studentNumbers")
    void onlyTheWrongLineRepairsTheNet(long studentNumber) {
        PlantedNet net = PlantedNet.of(studentNumber);
        String wrong = wrongLine(net);
        for (Line line : RIGHT) {
            assertThat(net.with(line.name(), formula(line.name())).check().passed()).as(line.name()).isEqualTo(line.name().equals(wrong));
        }
    }

    @ParameterizedTest
    @MethodSource("studentNumbers")
    void eachLineIsKnownByTheGradientsThatAreComputedFromIt(long studentNumber) {
        PlantedNet net = PlantedNet.of(studentNumber);
        for (int line = 1; line <= RIGHT.size(); line++) {
            assertThat(net.computedFrom(line)).as("line " + line).isEqualTo(SPOILS.get(RIGHT.get(line - 1).name()));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> net.computedFrom(0)).withMessageContaining("line must be from 1 to 7: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> net.computedFrom(8)).withMessageContaining("8");
    }

    @Test
    void eachLineIsTheWrongOneOfSomeNumber() {
        Set<String> faulty = IntStream.range(0, KINDS).mapToObj(number -> wrongLine(PlantedNet.of(number))).collect(Collectors.toSet());
        assertThat(faulty).isEqualTo(SPOILS.keySet());
    }

    @Test
    void theSameNumberAlwaysHasTheSameBugAndNeighboursHaveAnother() {
        for (int number = 0; number < 2 * KINDS; number++) {
            assertThat(PlantedNet.of(number).source()).isEqualTo(PlantedNet.of(number).source()).isNotEqualTo(PlantedNet.of(number + 1).source());
            assertThat(PlantedNet.of(number).loss().loss()).isEqualTo(PlantedNet.of(number).loss().loss()).isNotEqualTo(PlantedNet.of(number + 1).loss().loss());
        }
        long bugs = IntStream.range(0, KINDS).mapToObj(number -> PlantedNet.of(number).source()).distinct().count();
        assertThat(bugs).isEqualTo(KINDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 99, 12345})
    void theBugMovesAlongToOtherWeightsAndSoDoesItsRepair(long seed) {
        for (int number = 0; number < KINDS; number++) {
            PlantedNet net = PlantedNet.of(number);
            assertThat(wrong(net.at(seed).check())).isEqualTo(SPOILS.get(wrongLine(net)));
            assertThat(repaired(number).at(seed).check().passed()).isTrue();
        }
    }

    @Test
    void aLineIsReplacedInACopyOfTheNetAndOfItsWeights() {
        PlantedNet net = PlantedNet.of(0);
        PlantedNet other = net.with("dW2", (h, dScores) -> h.transpose().matmul(dScores));
        other.params().get("W1").fill(0);
        assertThat(net.check().passed()).isFalse();
        assertThat(Stream.of(net.params().get("W1").toArray()).flatMapToDouble(Arrays::stream)).anyMatch(value -> value != 0);
    }

    @Test
    void saysWhichLinesThereAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> PlantedNet.of(1).with("dW3", NDArray::add)).withMessageContaining("dScores").withMessageContaining("dW3");
    }

    @Test
    void aNetOfMoreExamplesHasTheSameBugAndIsMeasuredAsWell() {
        for (int examples : new int[] {2, 7, 10}) {
            GradientReport report = PlantedNet.of(1).at(3, examples).check();
            assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(PlantedNet.of(1).at(3, examples).source()).isEqualTo(PlantedNet.of(1).source());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> PlantedNet.of(1).at(3, 1)).withMessage("examples must be from 2 to 10: 1");
    }
}
