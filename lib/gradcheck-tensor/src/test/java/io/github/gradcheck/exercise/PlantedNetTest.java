package io.github.gradcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.NumericalGradient;
import io.github.gradcheck.numeric.RelativeError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    static LongStream studentNumbers() {
        return LongStream.concat(LongStream.range(0, BackwardLine.kinds()), LongStream.of(-1, 20260917, Integer.MAX_VALUE, Integer.MIN_VALUE, 12_345_678_901L,
                999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE));
    }

    private static PlantedNet repaired(long studentNumber) {
        PlantedNet net = PlantedNet.of(studentNumber);
        for (BackwardLine line : BackwardLine.RIGHT) {
            net = net.with(line.name(), line.formula());
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
        List<String> wrong = net.source().lines().filter(line -> BackwardLine.RIGHT.stream().noneMatch(each -> line.endsWith(" = " + each.line()))).toList();
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
        for (BackwardLine line : BackwardLine.RIGHT) {
            assertThat(net.with(line.name(), line.formula()).check().passed()).as(line.name()).isEqualTo(line.name().equals(wrong));
        }
    }

    @ParameterizedTest
    @MethodSource("studentNumbers")
    void eachLineIsKnownByTheGradientsThatAreComputedFromIt(long studentNumber) {
        PlantedNet net = PlantedNet.of(studentNumber);
        for (int line = 1; line <= BackwardLine.RIGHT.size(); line++) {
            assertThat(net.computedFrom(line)).as("line " + line).isEqualTo(SPOILS.get(BackwardLine.RIGHT.get(line - 1).name()));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> net.computedFrom(0)).withMessageContaining("line must be from 1 to 7: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> net.computedFrom(8)).withMessageContaining("8");
    }

    /** The listing is what is computed: both sides of each line give the same in a shell. */
    @Test
    void theListingIsWhatIsComputed() {
        List<String> faulty = IntStream.range(0, BackwardLine.kinds()).mapToObj(number -> PlantedNet.of(number)).map(PlantedNetTest::wrongLine).toList();
        assertThat(new HashSet<>(faulty)).isEqualTo(SPOILS.keySet());
        List<BackwardLine> lines = new ArrayList<>(BackwardLine.RIGHT);
        for (int number = 0; number < BackwardLine.kinds(); number++) {
            lines.add(BackwardLine.backwardOf(number).get(faulty.get(number)));
        }
        ListingShell.assertSame(lines);
    }

    @Test
    void theSameNumberAlwaysHasTheSameBugAndNeighboursHaveAnother() {
        for (int number = 0; number < 2 * BackwardLine.kinds(); number++) {
            assertThat(PlantedNet.of(number).source()).isEqualTo(PlantedNet.of(number).source()).isNotEqualTo(PlantedNet.of(number + 1).source());
            assertThat(PlantedNet.of(number).loss().loss()).isEqualTo(PlantedNet.of(number).loss().loss()).isNotEqualTo(PlantedNet.of(number + 1).loss().loss());
        }
        long bugs = IntStream.range(0, BackwardLine.kinds()).mapToObj(number -> PlantedNet.of(number).source()).distinct().count();
        assertThat(bugs).isEqualTo(BackwardLine.kinds());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 99, 12345})
    void theBugMovesAlongToOtherWeightsAndSoDoesItsRepair(long seed) {
        for (int number = 0; number < BackwardLine.kinds(); number++) {
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
}
